// The command line, and what it must never be used for.
import { parseArgs } from 'node:util'

export const CLIENTS = ['7.0.0-rc14', '6.7.24', '6.7.18']

const REAL_SERVICE = /(^|\.)(whatsapp\.(com|net)|wa\.me|facebook\.com|fbcdn\.net)$/i

const ARGUMENTS = {
  client: { type: 'string', default: CLIENTS[0] },
  url: { type: 'string' },
  root: { type: 'string' },
  serial: { type: 'string', default: '0' },
  'media-host': { type: 'string' },
  name: { type: 'string' },
  version: { type: 'string' },
  store: { type: 'string', default: 'memory' },
  online: { type: 'boolean', default: false },
  'full-history': { type: 'boolean', default: false },
  nodes: { type: 'boolean', default: false },
  wait: { type: 'boolean', default: false },
  impatient: { type: 'boolean', default: false }
}

export class Misuse extends Error {}

const wanted = (condition, message) => {
  if (!condition) throw new Misuse(message)
}

const host = text => {
  const address = URL.canParse(`tcp://${text}`) && new URL(`tcp://${text}`)
  wanted(address && address.hostname && address.port, `--media-host wants host:port, not ${text}`)
  return { name: address.hostname.replace(/^\[|]$/g, ''), port: Number(address.port) }
}

const notReal = name =>
  wanted(!REAL_SERVICE.test(name), `${name} belongs to the real service: this is a test tool and never talks to it`)

/** What the driver is to do; throws {@link Misuse} with one sentence when it can't or must not. */
export function readOptions(args) {
  let given
  try {
    given = parseArgs({ args, options: ARGUMENTS }).values
  } catch (unknown) {
    throw new Misuse(unknown.message)
  }
  wanted(CLIENTS.includes(given.client), `--client is one of ${CLIENTS.join(', ')}, not ${given.client}`)
  wanted(given.url && URL.canParse(given.url), '--url wants ws(s)://host:port/ws/chat')
  const url = new URL(given.url)
  wanted(['ws:', 'wss:'].includes(url.protocol), `--url wants ws:// or wss://, not ${url.protocol}//`)
  notReal(url.hostname)
  const secure = url.protocol === 'wss:'
  const media = host(given['media-host'] ?? `${url.hostname}:${url.port || (secure ? 443 : 80)}`)
  notReal(media.name)
  wanted(given.root === undefined || /^[0-9a-f]{64}$/i.test(given.root), '--root wants a key of 64 hex digits')
  wanted(/^\d+$/.test(given.serial), `--serial wants a number, not ${given.serial}`)
  wanted(given.version === undefined || /^\d+\.\d+\.\d+$/.test(given.version), '--version wants a.b.c')
  return {
    client: given.client,
    url: given.url,
    secure,
    anyCertificate: given.root !== undefined,
    root: given.root === undefined ? undefined : Buffer.from(given.root, 'hex'),
    serial: Number(given.serial),
    mediaHost: media,
    name: given.name,
    version: given.version?.split('.').map(Number),
    store: given.store,
    online: given.online,
    fullHistory: given['full-history'],
    nodes: given.nodes,
    wait: given.wait,
    impatient: given.impatient
  }
}
