import assert from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { Archive } from '../src/archive.mjs'
import { Session } from '../src/session.mjs'
import { fakeSocket } from './clients.mjs'

const refused = statusCode => Object.assign(new Error(`closed with ${statusCode}`), { output: { statusCode } })

/** A session over sockets that the test moves: `sockets` holds them as they are made. */
async function session() {
  const sockets = []
  const lines = []
  const baileys = {
    proto: { WebMessageInfo: { StubType: {} } },
    WAMessageStatus: {},
    initAuthCreds: () => ({ made: sockets.length }),
    makeWASocket({ auth }) {
      const socket = Object.assign(fakeSocket(auth.creds), {
        state: update => socket.ev.emit('connection.update', update),
        close: error => socket.state({ connection: 'close', lastDisconnect: { error } }),
        end: error => socket.close(error),
        logout: async () => socket.close(refused(401))
      })
      sockets.push(socket)
      made.emit('made')
      return socket
    }
  }
  const made = fakeSocket().ev
  const options = { store: 'memory' }
  const config = auth => ({ auth })
  const opened = await Session.open({ baileys, options, config, archive: new Archive(), write: line => lines.push(line) })
  return { session: opened, sockets, lines, next: () => once(made, 'made') }
}

test('connecting is answered when there is something to scan, or when logged in', async () => {
  const { session: one, sockets } = await session()
  const first = one.connect()
  sockets[0].state({ qr: 'scan me' })
  await first
  await one.connect()
  sockets[0].state({ connection: 'open' })
  await one.connect()
  assert.equal(sockets.length, 1)
})

test('it dials again after any close, at once when told to restart', async () => {
  const { session: one, sockets, lines, next } = await session()
  const open = one.connect()
  for (const code of [515, 503, 408]) {
    const again = next()
    sockets.at(-1).close(refused(code))
    await again
  }
  sockets.at(-1).state({ connection: 'open' })
  await open
  assert.equal(sockets.length, 4)
  assert.deepEqual(lines.map(({ status, code }) => code ?? status), [515, 503, 408, 'open'])
  await one.disconnect()
})

for (const [what, code] of [['a log-out', 401], ['a replacement', 440]]) {
  test(`it stays closed after ${what}, until told to connect`, async () => {
    const { session: one, sockets, lines } = await session()
    const open = one.connect()
    sockets[0].close(refused(code))
    await assert.rejects(open, new RegExp(`closed with ${code}`))
    assert.equal(lines.at(-1).loggedOut, code === 401)
    const again = one.connect()
    sockets[1].state({ qr: 'scan me' })
    await again
    // Logged out, it is another device.
    assert.equal(sockets[1].authState.creds === sockets[0].authState.creds, code === 440)
  })
}

test('a message is sent when the server has accepted it', async () => {
  const { session: one, sockets } = await session()
  const open = one.connect()
  sockets[0].state({ connection: 'open' })
  await open
  const ack = attrs => sockets[0].ws.emit('CB:ack,class:message', { attrs })
  const sent = one.accepted('A', async () => ack({ id: 'A' }))
  assert.equal(await sent, 'A')
  await assert.rejects(one.accepted('B', async () => ack({ id: 'B', error: '463' })), /refused by the server \(463\)/)
  const cut = one.accepted('C', async () => sockets[0].close(refused(428)))
  await assert.rejects(cut, /closed before the ack/)
  await assert.rejects(one.accepted('D', () => Promise.reject(new Error('not encrypted'))), /not encrypted/)
  assert.throws(() => one.socket, /not connected/)
  await one.disconnect()
})
