import assert from 'node:assert/strict'
import { Archive } from '../src/archive.mjs'
import { readVote, sealVote } from '../src/poll.mjs'
import { eachClient } from './clients.mjs'

const ana = { id: '111:3@s.whatsapp.net', lid: '91@lid' }
const bob = { id: '222:1@s.whatsapp.net', lid: '92@lid' }

function poll(key) {
  const options = ['red', 'green', 'blue'].map(optionName => ({ optionName }))
  const messageContextInfo = { messageSecret: Buffer.alloc(32, 7) }
  return { key, message: { pollCreationMessage: { name: 'colour?', options }, messageContextInfo } }
}

const archiveOf = (...messages) => {
  const archive = new Archive()
  messages.forEach(message => archive.keep(message))
  return archive
}

for (const [how, chats] of Object.entries({
  number: { toAna: '111@s.whatsapp.net', toBob: '222@s.whatsapp.net' },
  'hidden id': { toAna: '91@lid', toBob: '92@lid' }
})) {
  eachClient(`a vote between people known by ${how} opens`, baileys => {
    const asAnaSentIt = poll({ id: 'P1', remoteJid: chats.toBob, fromMe: true })
    const asBobSeesIt = poll({ id: 'P1', remoteJid: chats.toAna, fromMe: false })
    const vote = sealVote(asBobSeesIt, ['green', 'blue'], { baileys, creds: { me: bob } })
    const info = { key: { id: 'V1', remoteJid: chats.toBob, fromMe: false }, message: vote }
    const update = readVote(info, { baileys, archive: archiveOf(asAnaSentIt), creds: { me: ana } })
    assert.deepEqual(update, { id: 'P1', chat: chats.toBob, update: { vote: ['green', 'blue'], from: chats.toBob } })
  })
}

eachClient('a vote in a group opens', baileys => {
  const group = '120363000000000001@g.us'
  const asAnaSentIt = poll({ id: 'P2', remoteJid: group, fromMe: true })
  const asBobSeesIt = poll({ id: 'P2', remoteJid: group, fromMe: false, participant: ana.lid })
  const vote = sealVote(asBobSeesIt, ['red'], { baileys, creds: { me: bob } })
  const key = { id: 'V2', remoteJid: group, fromMe: false, participant: bob.lid }
  const context = { baileys, archive: archiveOf(asAnaSentIt), creds: { me: ana } }
  assert.deepEqual(readVote({ key, message: vote }, context).update, { vote: ['red'], from: bob.lid })
})

eachClient('a vote is for options that are there, and for a poll', baileys => {
  const parts = { baileys, creds: { me: bob } }
  assert.throws(() => sealVote(poll({ id: 'P', remoteJid: '91@lid' }), ['pink'], parts), /no option pink/)
  assert.throws(() => sealVote({ key: { id: 'T' }, message: { conversation: 'x' } }, [], parts), /no poll/)
})

eachClient('a vote that was tampered with does not open', baileys => {
  const seen = poll({ id: 'P3', remoteJid: '91@lid', fromMe: false })
  const vote = sealVote(seen, ['red'], { baileys, creds: { me: bob } })
  vote.pollUpdateMessage.vote.encPayload[0] ^= 1
  const context = { baileys, archive: archiveOf(poll({ id: 'P3', remoteJid: '92@lid', fromMe: true })), creds: { me: ana } }
  assert.throws(() => readVote({ key: { id: 'V', remoteJid: '92@lid' }, message: vote }, context), /does not open/)
})
