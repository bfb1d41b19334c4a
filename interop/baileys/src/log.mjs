// Baileys' logger: what it calls an error becomes an event, since nobody else would hear of it; warnings go to
// standard error with WIGWAG_BAILEYS_LOG=warn, everything with trace.
import { reason } from './wire.mjs'

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal']

export function makeLogger(write, level = process.env.WIGWAG_BAILEYS_LOG ?? 'error') {
  const least = LEVELS.indexOf(level)
  const text = (facts, message) => message ?? (typeof facts === 'string' ? facts : undefined)
  const causeOf = facts => facts?.err ?? facts?.error ?? facts?.trace ?? facts?.uploadError
  const log = name => (facts, message) => {
    const cause = causeOf(facts)
    const line = { ev: 'error', error: [text(facts, message), cause && reason(cause)].filter(Boolean).join(': ') }
    if (LEVELS.indexOf(name) >= LEVELS.indexOf('error')) write(line)
    if (LEVELS.indexOf(name) >= least) console.error(`${name}: ${line.error}`)
  }
  const logger = Object.fromEntries(LEVELS.map(name => [name, log(name)]))
  return Object.assign(logger, { level, child: () => logger })
}
