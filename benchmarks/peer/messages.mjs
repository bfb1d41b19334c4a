// Baileys' own cost of messages: one account writes and another reads, one to one and in a group, each with its phone
// and one socket. Arguments: URL, Noise root, admin interface, numbers of who writes and who reads, their addresses, the
// group, how many messages one to one, how many in the group.
import makeWASocket, { WA_CERT_DETAILS, initAuthCreds, makeCacheableSignalKeyStore } from 'baileys'

const [url, root, admin, writerNumber, readerNumber, writer, reader, group, direct, inGroup] = process.argv.slice(2)
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root, 'hex')
const silent = { level: 'silent', child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} }
const UNDERWAY = 64

function memory() {
  const tables = {}
  return {
    get: async (type, ids) =>
      Object.fromEntries(ids.filter(id => tables[type]?.[id]).map(id => [id, tables[type][id]])),
    set: async data => {
      for (const type in data) {
        const table = (tables[type] ??= {})
        for (const [id, value] of Object.entries(data[type])) {
          if (value) table[id] = value
          else delete table[id]
        }
      }
    }
  }
}

class Talker {
  constructor(number) {
    this.number = number
    this.auth = { creds: initAuthCreds(), keys: makeCacheableSignalKeyStore(memory(), silent) }
    this.read = 0
    this.wanted = 0
    this.acks = new Map()
  }

  start() {
    this.wants = true
    return new Promise((done, failed) => {
      const connect = () => {
        const socket = makeWASocket({ auth: this.auth, waWebSocketUrl: url, logger: silent, syncFullHistory: false })
        this.socket = socket
        socket.ev.on('creds.update', update => Object.assign(this.auth.creds, update))
        socket.ws.on('CB:ack,class:message', node => {
          this.acks.get(node.attrs.id)?.()
          this.acks.delete(node.attrs.id)
        })
        socket.ev.on('messages.upsert', ({ messages }) => {
          for (const { message } of messages) {
            if (message?.conversation || message?.extendedTextMessage) this.read++
          }
          if (this.read >= this.wanted) this.enough?.()
        })
        socket.ev.on('connection.update', async update => {
          if (update.qr && !this.scanned) {
            this.scanned = true
            const answer = await fetch(`${admin}phones/${this.number}/scan`, {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ qr: update.qr })
            })
            if (!answer.ok) failed(new Error(`scan: ${answer.status} ${await answer.text()}`))
          }
          if (update.connection === 'open') done()
          if (update.connection === 'close' && this.wants) connect()
        })
      }
      connect()
    })
  }

  async stop() {
    this.wants = false
    await this.socket.end(undefined)
  }

  expect(count) {
    this.read = 0
    this.wanted = count
    return new Promise(done => (this.enough = done))
  }

  async send(to, count) {
    const underway = []
    for (let i = 0; i < count; i++) {
      underway.push(this.one(to, i))
      if (underway.length === UNDERWAY) await underway.shift()
    }
    await Promise.all(underway)
  }

  async one(to, i) {
    const messageId = `PEER${process.hrtime.bigint()}${i}`
    const acked = new Promise(done => this.acks.set(messageId, done))
    const text = `the quick brown fox jumps over the lazy dog, time and again: ${i}`
    await this.socket.sendMessage(to, { text }, { messageId })
    await acked
  }
}

// As many as one core would manage if it did nothing else.
async function perCore(count, work) {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (count * 1e6) / (user + system)
}

// Whoever has an answer no longer sends what only first messages need.
async function introduce(one, other, another, back) {
  await one.start()
  await another.start()
  const arrived = another.expect(1)
  await one.send(other, 1)
  await arrived
  const answered = one.expect(1)
  await another.send(back, 1)
  await answered
}

async function bothWays(writes, reads, chat, count, where, figures) {
  const warmed = reads.expect(count)
  await writes.send(chat, count)
  await warmed
  await reads.stop()
  figures[`sent, ${where}`] = await perCore(count, () => writes.send(chat, count))
  await writes.stop()
  const all = reads.expect(count)
  figures[`received, ${where}`] = await perCore(count, async () => {
    await reads.start()
    await all
  })
}

const figures = {}
const writes = new Talker(writerNumber)
const reads = new Talker(readerNumber)
await introduce(writes, reader, reads, writer)
await bothWays(writes, reads, reader, Number(direct), '1:1', figures)
await writes.start()
await bothWays(writes, reads, group, Number(inGroup), 'group of 100', figures)
console.log(JSON.stringify(figures))
process.exit(0)
