// Sending, and all that names a message.
import { fromJson } from '../json.mjs'
import { sealVote } from '../poll.mjs'

const PINNED = 1
const UNPINNED = 2
const STATUS = 'status@broadcast'

export function messageCommands(session) {
  const { baileys, archive } = session
  const newId = () => baileys.generateMessageIDV2(session.creds.me?.id)

  /** Through Baileys' own composer; answers when the server has accepted it. */
  async function compose(to, content, options = {}) {
    const id = newId()
    await session.accepted(id, async () => {
      archive.keep(await session.socket.sendMessage(to, content, { ...options, messageId: id }))
    })
    return { msg: id }
  }

  /** A message that is already made; Baileys adds context and encrypts. */
  async function relay(to, message, options = {}) {
    const id = newId()
    const userJid = session.creds.me?.id
    const info = baileys.generateWAMessageFromContent(to, message, { userJid, ...options, messageId: id })
    await session.accepted(id, async () => {
      archive.keep(info)
      await session.socket.relayMessage(to, info.message, { messageId: id })
    })
    return { msg: id }
  }

  const keyOf = target => archive.get(target).key

  return {
    async send({ to, text, message, quote, mentions, expiration }) {
      const options = { quoted: quote && archive.get(quote), ephemeralExpiration: expiration }
      return message
        ? relay(to, baileys.proto.Message.fromObject(fromJson(message)), options)
        : compose(to, { text, mentions }, options)
    },

    react: ({ to, target, emoji }) => compose(to, { react: { text: emoji ?? '', key: keyOf(target) } }),
    edit: ({ to, target, text }) => compose(to, { text, edit: keyOf(target) }),
    revoke: ({ to, target }) => compose(to, { delete: keyOf(target) }),
    pinMessage: ({ to, target, on = true }) => compose(to, { pin: keyOf(target), type: on ? PINNED : UNPINNED }),

    poll: ({ to, name, options, selectable = 1 }) =>
      compose(to, { poll: { name, values: options, selectableCount: selectable } }),
    vote: async ({ to, target, options }) =>
      relay(to, sealVote(archive.get(target), options, { baileys, creds: session.creds })),

    async read({ to, ids, participant }) {
      await session.socket.readMessages(ids.map(id => ({ remoteJid: to, id, participant })))
    },

    async readMessage({ target }) {
      await session.socket.readMessages([keyOf(target)])
    },

    async history({ oldest, count }) {
      const { key, messageTimestamp } = archive.get(oldest)
      return { msg: await session.socket.fetchMessageHistory(count, key, Number(messageTimestamp) * 1000) }
    },

    status: ({ text, recipients }) => compose(STATUS, { text }, { statusJidList: recipients })
  }
}
