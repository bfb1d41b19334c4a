// Tests that run once with each of the Baileys packages.
import { EventEmitter } from 'node:events'
import { test } from 'node:test'
import { loadClient } from '../src/client.mjs'
import { CLIENTS } from '../src/options.mjs'

export function eachClient(name, body) {
  for (const client of CLIENTS) test(`${name}, ${client}`, async t => body(await loadClient({ client }), t))
}

const silent = () => {}
export const logger = { level: 'silent', trace: silent, debug: silent, info: silent, warn: silent, error: silent }
logger.child = () => logger

/** A socket that is refused, as nobody listens there; `body` has it before. */
export async function withSocket(baileys, body) {
  const { makeWASocket, initAuthCreds } = baileys
  const auth = { creds: initAuthCreds(), keys: { get: async () => ({}), set: async () => {} } }
  const socket = makeWASocket({ auth, logger, waWebSocketUrl: 'ws://127.0.0.1:9/ws/chat' })
  const closed = new Promise(resolve => socket.ev.on('connection.update', u => u.connection === 'close' && resolve()))
  await body(socket)
  await closed
}

/** A socket as the driver sees it, moved by the test alone. */
export function fakeSocket(creds = { me: { id: '111:3@s.whatsapp.net', lid: '91:3@lid' } }) {
  return { ws: new EventEmitter(), ev: new EventEmitter(), authState: { creds } }
}
