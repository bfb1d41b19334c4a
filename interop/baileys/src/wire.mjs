// Standard output belongs to the protocol alone: whatever else in this process prints is sent to standard error.
import { Console } from 'node:console'
import { createInterface } from 'node:readline'

/** Takes standard output for JSON lines and gives back the only way to write one. */
export function takeStandardOutput() {
  const write = process.stdout.write.bind(process.stdout)
  process.stdout.write = process.stderr.write.bind(process.stderr)
  const console = new Console(process.stderr)
  // The Signal library dumps whole sessions, keys and all, at these levels.
  console.log = console.info = console.debug = () => {}
  globalThis.console = console
  return line => write(`${JSON.stringify(line)}\n`)
}

/** One sentence about what went wrong, with the code where the server gave one. */
export function reason(error) {
  const code = error?.output?.statusCode ?? error?.code
  const number = typeof error?.data === 'number' ? error.data : code
  const text = error?.message || String(error)
  return number === undefined || text.includes(number) ? text : `${text} (${number})`
}

/**
 * Reads commands until standard input ends or one says stop. They run side by side; each is answered once, when done.
 * @param commands functions by the name of their `op`
 */
export async function serve(commands, write) {
  for await (const line of createInterface({ input: process.stdin })) {
    const command = line.trim() && parse(line, write)
    if (command) void answer(command, commands, write)
    if (command?.op === 'stop') return
  }
}

function parse(line, write) {
  try {
    return JSON.parse(line)
  } catch (malformed) {
    write({ ev: 'failure', error: `not a command: ${malformed.message}` })
  }
}

async function answer({ op, id, ...values }, commands, write) {
  try {
    if (!Object.hasOwn(commands, op)) throw new Error(`unknown op ${op}`)
    write({ re: id, ok: true, ...(await commands[op](values)) })
  } catch (error) {
    write({ re: id, ok: false, error: reason(error) })
  }
}
