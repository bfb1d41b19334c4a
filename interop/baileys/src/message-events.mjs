// Messages, their receipts and what is done to them.
import { toJson } from './json.mjs'
import { readVote } from './poll.mjs'

const ABSENT = 'Message absent from node'
const NO_KINDS = ['messageContextInfo', 'senderKeyDistributionMessage']

const isGroup = jid => jid.endsWith('@g.us')

/** The field of the message that says what it is. */
export const kindOf = message => Object.keys(toJson(message) ?? {}).find(field => !NO_KINDS.includes(field))

/** The text that a person reads, of any kind that has one. */
export function textOf(message, { normalizeMessageContent }) {
  const inner = normalizeMessageContent(message)
  if (!inner) return undefined
  if (inner.conversation) return inner.conversation
  const content = inner[kindOf(inner)]
  const edited = content?.editedMessage
  const text = content?.text ?? content?.caption ?? content?.name
  return text ?? (edited ? textOf(edited, { normalizeMessageContent }) : undefined)
}

export function messageEvents({ baileys, archive, write }, socket) {
  const { proto, WAMessageStatus: Status } = baileys
  const receiptOf = { [Status.DELIVERY_ACK]: 'delivered', [Status.READ]: 'read', [Status.PLAYED]: 'played' }
  const times = { receiptTimestamp: 'delivered', readTimestamp: 'read', playedTimestamp: 'played' }

  const undecodable = ({ key, messageStubParameters: [error] = [] }) =>
    write({ ev: error === ABSENT ? 'unavailable' : 'undecodable', id: key.id, chat: key.remoteJid, error })

  function received(info) {
    const { key, message, pushName, messageTimestamp, messageStubType, participant } = info
    archive.keep(info)
    if (archive.isSentHere(key.id)) {
      delivered(info)
      return
    }
    if (messageStubType === proto.WebMessageInfo.StubType.CIPHERTEXT) {
      undecodable(info)
      return
    }
    write({
      ev: 'message',
      id: key.id,
      chat: key.remoteJid,
      from: senderOf(key, participant),
      fromMe: !!key.fromMe,
      group: isGroup(key.remoteJid),
      name: pushName ?? undefined,
      t: Number(messageTimestamp),
      text: textOf(message, baileys),
      kind: kindOf(message),
      message: toJson(message),
      key: toJson(key),
      stub: messageStubType ? toJson({ type: messageStubType, parameters: info.messageStubParameters }) : undefined
    })
    vote(info)
  }

  // A receipt that is as fast as the answer is merged into the message itself.
  function delivered({ key: { id, remoteJid: chat }, status }) {
    if (receiptOf[status]) write({ ev: 'receipt', status: receiptOf[status], ids: [id], chat })
  }

  const senderOf = (key, participant) =>
    key.participant || participant || (key.fromMe ? socket.authState.creds.me.id : key.remoteJid)

  function vote(info) {
    const update = readVote(info, { baileys, archive, creds: socket.authState.creds })
    if (update) write({ ev: 'update', ...update })
  }

  function updated({ key, update }) {
    const { id, remoteJid: chat, participant } = key
    const status = receiptOf[update.status]
    const edited = update.message?.editedMessage?.message
    const tell = what => write({ ev: 'update', id, chat, update: what })
    if (status) write({ ev: 'receipt', status, ids: [id], chat, participant: participant ?? undefined })
    else if (update.status === Status.ERROR) tell({ refused: update.messageStubParameters?.[0] })
    else if (edited) tell({ edited: toJson(edited), text: textOf(edited, baileys) })
    else if (update.message === null) tell({ revoked: true, by: update.key?.participant || update.key?.remoteJid })
    else if (update.status === undefined) tell(toJson(update))
  }

  const receipted = ({ key: { id, remoteJid: chat }, receipt }) =>
    Object.keys(times)
      .filter(name => receipt[name])
      .forEach(name => write({ ev: 'receipt', status: times[name], ids: [id], chat, participant: receipt.userJid }))

  const reacted = ({ key, reaction }) =>
    write({
      ev: 'reaction',
      target: key.id,
      chat: key.remoteJid,
      text: reaction.text ?? '',
      from: senderOf(reaction.key)
    })

  return {
    'messages.upsert': ({ messages }) => messages.forEach(received),
    'messages.update': updates => updates.forEach(updated),
    'messages.reaction': reactions => reactions.forEach(reacted),
    'message-receipt.update': receipts => receipts.forEach(receipted)
  }
}
