import assert from 'node:assert/strict'
import { Archive } from '../src/archive.mjs'
import { listen } from '../src/events.mjs'
import { eachClient, fakeSocket } from './clients.mjs'

const BOB = '222@s.whatsapp.net'
const GROUP = '120363000000000001@g.us'

function told(baileys, happen, { nodes = false, archive = new Archive() } = {}) {
  const socket = fakeSocket()
  const lines = []
  listen(socket, { baileys, archive, nodes, write: line => lines.push(JSON.parse(JSON.stringify(line))) })
  happen(socket, archive)
  return lines
}

const received = (key, message, more) => ({
  messages: [{ key: { id: 'M1', remoteJid: BOB, fromMe: false, ...key }, message, messageTimestamp: 1700000000, ...more }],
  type: 'notify'
})

eachClient('a message', baileys => {
  const message = baileys.proto.Message.fromObject({ extendedTextMessage: { text: 'hello' } })
  const [line, ...more] = told(baileys, ({ ev }) => ev.emit('messages.upsert', received({}, message, { pushName: 'Bob' })))
  assert.deepEqual(more, [])
  assert.deepEqual(line, {
    ev: 'message',
    id: 'M1',
    chat: BOB,
    from: BOB,
    fromMe: false,
    group: false,
    name: 'Bob',
    t: 1700000000,
    text: 'hello',
    kind: 'extendedTextMessage',
    message: { extendedTextMessage: { text: 'hello' } },
    key: { id: 'M1', remoteJid: BOB, fromMe: false }
  })
})

eachClient('the text of any kind that has one', baileys => {
  for (const [text, message] of Object.entries({
    plain: { conversation: 'plain' },
    caption: { imageMessage: { caption: 'caption' } },
    once: { viewOnceMessage: { message: { videoMessage: { caption: 'once' } } } },
    later: { ephemeralMessage: { message: { extendedTextMessage: { text: 'later' } } } },
    question: { pollCreationMessage: { name: 'question' }, messageContextInfo: { messageSecret: Buffer.alloc(32) } },
    edited: { protocolMessage: { type: 14, editedMessage: { conversation: 'edited' } } }
  })) {
    const proto = baileys.proto.Message.fromObject(message)
    const [line] = told(baileys, ({ ev }) => ev.emit('messages.upsert', received({}, proto)))
    assert.equal(line.text, text)
    assert.equal(line.kind, Object.keys(message)[0])
  }
})

eachClient('what has no text has none', ({ proto, ...baileys }) => {
  const share = proto.Message.encode(proto.Message.fromObject({ protocolMessage: { type: 6, appStateSyncKeyShare: {} } }))
  const message = proto.Message.decode(share.finish())
  const [line] = told({ proto, ...baileys }, ({ ev }) => ev.emit('messages.upsert', received({}, message)))
  assert.equal(line.kind, 'protocolMessage')
  assert.equal('text' in line, false)
})

eachClient('what could not be decrypted, and its content when that comes', baileys => {
  const archive = new Archive()
  const { CIPHERTEXT } = baileys.proto.WebMessageInfo.StubType
  const lines = told(
    baileys,
    ({ ev }) => {
      const stub = why => ({ messageStubType: CIPHERTEXT, messageStubParameters: [why] })
      ev.emit('messages.upsert', received({}, undefined, stub('No session record')))
      ev.emit('messages.upsert', received({ id: 'M2' }, undefined, stub('Message absent from node')))
      ev.emit('messages.upsert', received({}, { conversation: 'healed' }))
    },
    { archive }
  )
  assert.deepEqual(lines.slice(0, 2), [
    { ev: 'undecodable', id: 'M1', chat: BOB, error: 'No session record' },
    { ev: 'unavailable', id: 'M2', chat: BOB, error: 'Message absent from node' }
  ])
  assert.equal(lines[2].text, 'healed')
  assert.equal(archive.get('M1').message.conversation, 'healed')
})

eachClient('what this device sends itself is kept and not told', baileys => {
  const lines = told(baileys, ({ ev }, archive) => {
    archive.sending('M1')
    ev.emit('messages.upsert', received({ fromMe: true }, { conversation: 'mine' }))
    assert.equal(archive.get('M1').message.conversation, 'mine')
  })
  assert.deepEqual(lines, [])
})

eachClient('receipts, reactions, edits and revokes', baileys => {
  const key = { id: 'M1', remoteJid: BOB, fromMe: true }
  const inGroup = { id: 'M2', remoteJid: GROUP, fromMe: true }
  const lines = told(baileys, ({ ev }) => {
    ev.emit('messages.update', [{ key, update: { status: 3 } }, { key, update: { status: 4 } }])
    ev.emit('message-receipt.update', [{ key: inGroup, receipt: { userJid: BOB, readTimestamp: 5 } }])
    ev.emit('messages.reaction', [{ key, reaction: { text: '👍', key: { remoteJid: BOB, id: 'R' } } }])
    ev.emit('messages.update', [{ key, update: { message: { editedMessage: { message: { conversation: 'new' } } } } }])
    ev.emit('messages.update', [{ key, update: { message: null, key: { remoteJid: BOB, participant: '' } } }])
    ev.emit('messages.update', [{ key, update: { status: 0, messageStubParameters: ['463'] } }])
  })
  assert.deepEqual(lines, [
    { ev: 'receipt', status: 'delivered', ids: ['M1'], chat: BOB },
    { ev: 'receipt', status: 'read', ids: ['M1'], chat: BOB },
    { ev: 'receipt', status: 'read', ids: ['M2'], chat: GROUP, participant: BOB },
    { ev: 'reaction', target: 'M1', chat: BOB, text: '👍', from: BOB },
    { ev: 'update', id: 'M1', chat: BOB, update: { edited: { conversation: 'new' }, text: 'new' } },
    { ev: 'update', id: 'M1', chat: BOB, update: { revoked: true, by: BOB } },
    { ev: 'update', id: 'M1', chat: BOB, update: { refused: '463' } }
  ])
})

eachClient('groups, with people named as 6.x and as 7.x do', baileys => {
  const lines = told(baileys, ({ ev }) => {
    ev.emit('groups.upsert', [{ id: GROUP, subject: 'S', owner: BOB, participants: [{ id: BOB }] }])
    ev.emit('groups.update', [{ id: GROUP, subject: 'T', author: BOB, authorPn: BOB }])
    ev.emit('groups.update', [{ id: GROUP, subject: 'T', participants: [] }])
    ev.emit('group-participants.update', { id: GROUP, author: BOB, action: 'add', participants: ['3@lid', { id: '4@lid' }] })
  })
  assert.deepEqual(lines, [
    { ev: 'group', group: GROUP, action: 'create', subject: 'S', author: BOB, participants: [BOB] },
    { ev: 'group', group: GROUP, author: BOB, action: 'subject', subject: 'T' },
    { ev: 'group', group: GROUP, action: 'add', author: BOB, participants: ['3@lid', '4@lid'] }
  ])
})

eachClient('the end of typing is not presence', baileys => {
  const lines = told(baileys, ({ ws, ev }) => {
    const heard = (tag, lastKnownPresence) => {
      ws.emit('frame', { tag, attrs: {} })
      ev.emit('presence.update', { id: BOB, presences: { [BOB]: { lastKnownPresence } } })
    }
    heard('chatstate', 'composing')
    heard('chatstate', 'available')
    heard('presence', 'available')
  })
  assert.deepEqual(lines, [
    { ev: 'chatstate', jid: BOB, from: BOB, state: 'composing' },
    { ev: 'chatstate', jid: BOB, from: BOB, state: 'paused' },
    { ev: 'presence', jid: BOB, from: BOB, type: 'available' }
  ])
})

eachClient('the link, and stanzas where they are wanted', baileys => {
  const lines = told(
    baileys,
    ({ ws, ev }) => {
      ev.emit('connection.update', { qr: 'ref,a,b,c' })
      ev.emit('connection.update', { isNewLogin: true })
      ev.emit('connection.update', { receivedPendingNotifications: true })
      ws.emit('frame', Buffer.alloc(3))
      ws.emit('frame', { tag: 'success', attrs: { t: '1' } })
    },
    { nodes: true }
  )
  assert.deepEqual(lines, [
    { ev: 'qr', qr: 'ref,a,b,c' },
    { ev: 'paired', jid: '111:3@s.whatsapp.net', lid: '91:3@lid' },
    { ev: 'offline', status: 'complete' },
    { ev: 'in', node: { tag: 'success', attrs: { t: '1' } } }
  ])
})
