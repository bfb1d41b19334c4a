// Baileys 6.7.24 holds its events back while it treats a message that waited for it, and lets them go with the next
// stanza. When none comes after the last of those messages, it would never tell of them.
const FORGETFUL = '6.7.24'
const LOOK_EVERY_MS = 500

/** Lets go what is held back for a whole look once all that waited has come; until the connection closes. */
export function releaseHeld({ ev }, client, { every = LOOK_EVERY_MS } = {}) {
  if (client !== FORGETFUL) return
  let timer
  let heldBefore = false
  const look = () => {
    if (heldBefore && ev.isBuffering()) ev.flush()
    heldBefore = ev.isBuffering()
  }
  ev.on('connection.update', ({ receivedPendingNotifications, connection }) => {
    if (receivedPendingNotifications && !timer) timer = setInterval(look, every).unref()
    if (connection === 'close') clearInterval(timer)
  })
}
