// What Baileys emits, in the protocol's words.
import { groupEvents } from './group-events.mjs'
import { nodeToJson, toJson } from './json.mjs'
import { messageEvents } from './message-events.mjs'
import { reason } from './wire.mjs'

const CHAT_STATES = ['composing', 'recording', 'paused']

/** Tells everything that happens on this socket. */
export function listen(socket, context) {
  const { nodes, write } = context
  const handlers = {
    ...connectionEvents(socket, context),
    ...messageEvents(context, socket),
    ...groupEvents(context),
    ...presenceEvents(socket, context),
    ...accountEvents(context)
  }
  if (nodes) socket.ws.on('frame', frame => frame.tag && write({ ev: 'in', node: nodeToJson(frame) }))
  for (const [event, handle] of Object.entries(handlers)) {
    socket.ev.on(event, async data => {
      try {
        await handle(data)
      } catch (error) {
        write({ ev: 'failure', error: `${event}: ${reason(error)}` })
      }
    })
  }
}

function connectionEvents(socket, { write }) {
  const paired = () => {
    const { me, platform } = socket.authState.creds
    write({ ev: 'paired', jid: me.id, lid: me.lid, platform })
  }
  return {
    'connection.update': ({ qr, isNewLogin, receivedPendingNotifications }) => {
      if (qr) write({ ev: 'qr', qr })
      if (isNewLogin) paired()
      if (receivedPendingNotifications) write({ ev: 'offline', status: 'complete' })
    },
    'messaging-history.set': ({ chats, contacts, messages, syncType, progress }) =>
      write({
        ev: 'history',
        chats: chats.length,
        contacts: contacts.length,
        messages: messages.length,
        syncType: syncType ?? undefined,
        progress: progress ?? undefined
      })
  }
}

// Baileys tells the end of typing as being available; the stanza at hand says which of the two it was.
function presenceEvents(socket, { write }) {
  let stanza
  socket.ws.on('frame', frame => (stanza = frame.tag))
  const state = ({ lastKnownPresence }) => (lastKnownPresence === 'available' ? 'paused' : lastKnownPresence)
  return {
    'presence.update': ({ id, presences }) => {
      for (const [from, presence] of Object.entries(presences)) {
        if (stanza === 'chatstate' && CHAT_STATES.includes(state(presence))) {
          write({ ev: 'chatstate', jid: id, from, state: state(presence) })
        } else {
          write({ ev: 'presence', jid: id, from, type: presence.lastKnownPresence, lastSeen: presence.lastSeen })
        }
      }
    }
  }
}

function accountEvents({ write }) {
  const chats = changed => changed.forEach(chat => write({ ev: 'chatUpdate', ...toJson({ ...chat, messages: null }) }))
  return {
    'chats.upsert': chats,
    'chats.update': chats,
    'chats.delete': ids => ids.forEach(id => write({ ev: 'chatUpdate', id, deleted: true })),
    'contacts.update': contacts =>
      contacts
        .filter(({ imgUrl }) => imgUrl === 'changed' || imgUrl === 'removed')
        .forEach(({ id, imgUrl }) => write({ ev: 'picture', jid: id, action: imgUrl })),
    'blocklist.set': ({ blocklist }) => write({ ev: 'blocklist', action: 'set', jids: blocklist }),
    'blocklist.update': ({ blocklist, type }) => write({ ev: 'blocklist', action: type, jids: blocklist }),
    'lid-mapping.update': ({ lid, pn }) => write({ ev: 'lidMapping', lid, pn }),
    call: calls => calls.forEach(call => write({ ev: 'call', ...toJson(call) })),
    'settings.update': setting => write({ ev: 'privacy', ...toJson(setting) })
  }
}
