// Presence, and what the account's devices share about chats.
export function chatCommands(session) {
  const { archive } = session
  const modify = (chat, change) => session.socket.chatModify(change, chat)
  const lastMessages = chat => archive.lastOf(chat)

  return {
    presence: ({ type }) => session.socket.sendPresenceUpdate(type),
    subscribe: ({ jid }) => session.socket.presenceSubscribe(jid),
    chatstate: ({ to, state }) => session.socket.sendPresenceUpdate(state, to),

    mute: ({ chat, untilMs, on = true }) => modify(chat, { mute: on ? (untilMs ?? -1) : null }),
    pin: ({ chat, on = true }) => modify(chat, { pin: on }),
    archive: ({ chat, on = true }) => modify(chat, { archive: on, lastMessages: lastMessages(chat) }),
    markRead: ({ chat, on = true }) => modify(chat, { markRead: on, lastMessages: lastMessages(chat) }),
    clearChat: ({ chat }) => modify(chat, { clear: true, lastMessages: lastMessages(chat) }),
    deleteChat: ({ chat }) => modify(chat, { delete: true, lastMessages: lastMessages(chat) }),

    star({ chat, target, fromMe, on = true }) {
      const { id, fromMe: own } = archive.find(target)?.key ?? { id: target, fromMe }
      return modify(chat, { star: { messages: [{ id, fromMe: own }], star: on } })
    },

    syncAppState: ({ collections = session.baileys.ALL_WA_PATCH_NAMES }) =>
      session.socket.resyncAppState(collections, false)
  }
}
