// Votes. Baileys sends and opens polls but no votes: it exports the opening, the sealing is here.
import { createHash, randomBytes } from 'node:crypto'

const pollOf = ({ message }) =>
  message?.pollCreationMessage ?? message?.pollCreationMessageV2 ?? message?.pollCreationMessageV3

const nameHash = option => createHash('sha256').update(option).digest()

const secretOf = ({ message }) => message?.messageContextInfo?.messageSecret

const unique = jids => [...new Set(jids.filter(Boolean))]

/** The JIDs under which a sender may have named itself: the key does not say whether by number or hidden. */
function namesOf({ key }, { jidNormalizedUser }, { me }) {
  const jids = key.fromMe
    ? [me.id, me.lid]
    : [key.participant, key.participantAlt, key.participantPn, key.participantLid]
        .concat(key.remoteJid, key.remoteJidAlt, key.senderPn, key.senderLid)
        .filter(jid => jid && !jid.endsWith('@g.us'))
  return unique(jids.map(jid => jid && jidNormalizedUser(jid)))
}

/** What a vote says, where the poll is known: `{id, chat, update: {vote: [option names], from}}`. */
export function readVote(info, { baileys, archive, creds }) {
  const sealed = info.message?.pollUpdateMessage
  const poll = sealed && archive.find(sealed.pollCreationMessageKey.id)
  if (!poll) return undefined
  const { id, remoteJid: chat } = poll.key
  for (const pollCreatorJid of namesOf(poll, baileys, creds)) {
    for (const voterJid of namesOf(info, baileys, creds)) {
      const selected = open(sealed.vote, { pollCreatorJid, voterJid, pollMsgId: id, pollEncKey: secretOf(poll) }, baileys)
      if (selected) return { id, chat, update: { vote: optionNames(poll, selected), from: voterJid } }
    }
  }
  throw new Error(`the vote ${info.key.id} does not open`)
}

function open(vote, names, { decryptPollVote }) {
  try {
    return decryptPollVote(vote, names).selectedOptions
  } catch {
    return undefined // Sealed under another pair of names.
  }
}

const optionNames = (poll, hashes) =>
  pollOf(poll)
    .options.map(({ optionName }) => optionName)
    .filter(name => hashes.some(hash => nameHash(name).equals(hash)))

/** The message that votes for these options of a poll. */
export function sealVote(poll, options, { baileys, creds }) {
  const { proto, aesEncryptGCM, hmacSign } = baileys
  const known = pollOf(poll)?.options.map(({ optionName }) => optionName)
  if (!known) throw new Error(`${poll.key.id} is no poll`)
  const unknown = options.filter(option => !known.includes(option))
  if (unknown.length) throw new Error(`the poll has no option ${unknown}`)
  // Both by number or both hidden: as the poll's author is named.
  const [pollCreatorJid] = namesOf(poll, baileys, creds)
  const own = namesOf({ key: { fromMe: true } }, baileys, creds)
  const hidden = jid => jid.endsWith('@lid')
  const voterJid = own.find(jid => hidden(jid) === hidden(pollCreatorJid)) ?? own[0]
  const context = Buffer.concat([
    Buffer.from(poll.key.id + pollCreatorJid + voterJid + 'Poll Vote'),
    Buffer.from([1])
  ])
  const key = hmacSign(context, hmacSign(secretOf(poll), Buffer.alloc(32), 'sha256'), 'sha256')
  const selectedOptions = options.map(nameHash)
  const encIv = randomBytes(12)
  const plain = proto.Message.PollVoteMessage.encode({ selectedOptions }).finish()
  const encPayload = aesEncryptGCM(plain, key, encIv, Buffer.from(`${poll.key.id}\0${voterJid}`))
  return proto.Message.fromObject({
    pollUpdateMessage: { pollCreationMessageKey: poll.key, vote: { encPayload, encIv }, senderTimestampMs: Date.now() }
  })
}
