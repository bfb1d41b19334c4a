// The connection's life: dials, dials again after every close but a log-out or a replacement, and tells what a command
// waits for. One socket at a time; Baileys wants a new one for each connection.
import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { listen } from './events.mjs'
import { releaseHeld } from './held-events.mjs'
import { openStore } from './store.mjs'

const LOGGED_OUT = 401
const REPLACED = 440
const RESTART = 515
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 3_000
const LONGEST_GOODBYE_MS = 500

/** closed, dialling, linkable (there is something to scan) or open (logged in). */
class Phase extends EventEmitter {
  name = 'closed'
  reason = 'never connected'

  enter(name, reason) {
    this.name = name
    this.reason = reason
    this.emit('change')
  }

  /** Returns once it is one of these; fails when it has closed and nobody means to dial again. */
  reaches(names, hopeless = () => false) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const there = names.includes(this.name)
        if (!there && !(this.name === 'closed' && hopeless())) return
        this.off('change', look)
        there ? resolve() : reject(new Error(`closed: ${this.reason}`))
      }
      this.on('change', look)
      look()
    })
  }
}

export class Session {
  #options
  #config
  #write
  #store
  #socket
  #wanted = false
  #pause = FIRST_PAUSE_MS
  #timer
  #saved = Promise.resolve()
  #phase = new Phase().setMaxListeners(0)
  #acks = new Map()

  constructor({ baileys, options, config, archive, write, store }) {
    this.baileys = baileys
    this.archive = archive
    this.#options = options
    this.#config = config
    this.#write = write
    this.#store = store
  }

  static async open(parts) {
    return new Session({ ...parts, store: await openStore(parts.options.store, parts.baileys) })
  }

  tell(event) {
    this.#write(event)
  }

  /** The socket in use; commands that need one fail while there is none. */
  get socket() {
    if (!this.#socket) throw new Error('not connected')
    return this.#socket
  }

  get creds() {
    return this.#store.state.creds
  }

  /** What the next socket is made with. */
  get config() {
    return this.#config(this.#store.state)
  }

  /** Begins to dial and keeps on; returns when logged in or when there is something to scan. */
  async connect() {
    if (!this.#wanted) {
      this.#wanted = true
      this.#dial()
    }
    await this.#phase.reaches(['linkable', 'open'], () => !this.#wanted)
  }

  /** Closes and stays closed. */
  async disconnect() {
    this.#wanted = false
    clearTimeout(this.#timer)
    if (this.#socket) this.#socket.end(undefined)
    else this.#phase.enter('closed', 'asked for')
    await this.#phase.reaches(['closed'])
  }

  /** For the end of the process: as little as possible is cut off, but a server that is silent does not hold it up. */
  async close() {
    await Promise.race([this.disconnect(), pause(LONGEST_GOODBYE_MS)])
    await this.#saved
  }

  async reconnect() {
    await this.disconnect()
    await this.connect()
  }

  async logout() {
    await this.socket.logout()
    await this.#phase.reaches(['closed'])
  }

  /** Sends, and returns the id when the server has accepted the message of this id. */
  async accepted(id, send) {
    this.archive.sending(id)
    const acked = new Promise((resolve, reject) => this.#acks.set(id, { resolve, reject }))
    acked.catch(() => {}) // Heard below; a send that fails first is the better reason.
    try {
      await send()
      await acked
    } finally {
      this.#acks.delete(id)
    }
    return id
  }

  #dial() {
    this.#phase.enter('dialling')
    const socket = this.baileys.makeWASocket(this.config)
    this.#socket = socket
    socket.ev.on('creds.update', () => this.#save())
    socket.ev.on('connection.update', update => this.#changed(update))
    releaseHeld(socket, this.#options.client)
    socket.ws.on('CB:ack,class:message', ({ attrs }) => this.#acked(attrs))
    listen(socket, { baileys: this.baileys, archive: this.archive, nodes: this.#options.nodes, write: this.#write })
  }

  #save() {
    const failed = error => this.#write({ ev: 'failure', error: `saving: ${error.message}` })
    this.#saved = this.#saved.then(() => this.#store.save()).catch(failed)
  }

  #acked({ id, error }) {
    const waiting = this.#acks.get(id)
    if (error) waiting?.reject(new Error(`refused by the server (${error})`))
    else waiting?.resolve()
  }

  #changed({ connection, qr, lastDisconnect }) {
    if (qr) this.#phase.enter('linkable')
    if (connection === 'open') {
      this.#pause = FIRST_PAUSE_MS
      this.#write({ ev: 'connection', status: 'open', jid: this.creds.me?.id })
      this.#phase.enter('open')
    }
    if (connection === 'close') void this.#closed(lastDisconnect?.error)
  }

  async #closed(error) {
    const code = error?.output?.statusCode
    const reason = error?.message ?? 'asked for'
    const loggedOut = code === LOGGED_OUT
    this.#socket = undefined
    for (const { reject } of this.#acks.values()) reject(new Error('the connection closed before the ack'))
    if (loggedOut) await this.#store.forget()
    if (loggedOut || code === REPLACED) this.#wanted = false
    this.#write({ ev: 'connection', status: 'close', reason, code, loggedOut })
    this.#phase.enter('closed', reason)
    if (this.#wanted) this.#dialAgain(code)
  }

  #dialAgain(code) {
    const after = code === RESTART ? 0 : this.#pause
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE_MS)
    this.#timer = setTimeout(() => this.#dial(), after)
  }
}
