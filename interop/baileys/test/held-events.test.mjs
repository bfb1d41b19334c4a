import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadClient } from '../src/client.mjs'
import { releaseHeld } from '../src/held-events.mjs'
import { withSocket } from './clients.mjs'

const FORGETFUL = '6.7.24'

test('what the client holds back without an end is told', async () => {
  const baileys = await loadClient({ client: FORGETFUL })
  await withSocket(baileys, async ({ ev, upsertMessage, authState }) => {
    authState.creds.me = { id: '111:3@s.whatsapp.net' }
    const key = { id: 'M1', remoteJid: '222@s.whatsapp.net', fromMe: false }
    const told = new Promise(resolve => ev.on('messages.upsert', ({ messages: [{ key }] }) => resolve(key.id)))
    releaseHeld({ ev }, FORGETFUL, { every: 1 })
    await upsertMessage({ key, message: { conversation: 'it waited' }, messageTimestamp: 1700000000 }, 'append')
    assert.ok(ev.isBuffering(), 'held back by the client itself')
    ev.emit('connection.update', { receivedPendingNotifications: true })
    assert.equal(await told, 'M1')
  })
})
