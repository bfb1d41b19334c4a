// The messages that this driver has seen or sent, so that a command can name one by its id, and so that the client can
// send one again or read a vote. Bounded: the oldest go.
const CAPACITY = 20_000

export class Archive {
  #byId = new Map()
  #lastOfChat = new Map()
  #sentHere = new Set()

  /** Remembers a message; content that comes later replaces the placeholder. */
  keep(message) {
    const { id, remoteJid } = message.key
    if (!id || (!message.message && this.#byId.has(id))) return
    this.#byId.delete(id)
    this.#byId.set(id, message)
    this.#lastOfChat.set(remoteJid, message)
    if (this.#byId.size > CAPACITY) this.#forget(this.#byId.keys().next().value)
  }

  #forget(id) {
    const { remoteJid } = this.#byId.get(id).key
    this.#byId.delete(id)
    this.#sentHere.delete(id)
    if (this.#lastOfChat.get(remoteJid)?.key.id === id) this.#lastOfChat.delete(remoteJid)
  }

  /** Notes that this device itself sends the message: its answer tells so, an event would only repeat it. */
  sending(id) {
    this.#sentHere.add(id)
  }

  isSentHere(id) {
    return this.#sentHere.has(id)
  }

  find(id) {
    return this.#byId.get(id)
  }

  get(id) {
    const message = this.#byId.get(id)
    if (!message) throw new Error(`no message ${id} was seen or sent`)
    return message
  }

  /** The range that changes of a whole chat speak of: its newest message. */
  lastOf(chat) {
    const last = this.#lastOfChat.get(chat)
    return last ? [{ key: last.key, messageTimestamp: Number(last.messageTimestamp) }] : []
  }
}
