// Baileys' sockets, linked and idle, in one process: what one more costs. Arguments: URL, Noise root, where a phone
// scans, how many.
import makeWASocket, { WA_CERT_DETAILS, initAuthCreds, makeCacheableSignalKeyStore } from 'baileys'

const [url, root, scanner, count] = process.argv.slice(2)
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root, 'hex')
const silent = { level: 'silent', child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} }

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

function online() {
  return new Promise((done, failed) => {
    const auth = { creds: initAuthCreds(), keys: makeCacheableSignalKeyStore(memory(), silent) }
    let scanned = false
    const connect = () => {
      const socket = makeWASocket({ auth, waWebSocketUrl: url, logger: silent, syncFullHistory: false })
      socket.ev.on('creds.update', update => Object.assign(auth.creds, update))
      socket.ev.on('connection.update', async update => {
        if (update.qr && !scanned) {
          scanned = true
          const answer = await fetch(scanner, { method: 'POST', body: update.qr })
          if (!answer.ok) failed(new Error(`scan: ${answer.status}`))
        }
        if (update.connection === 'open') done(socket)
        if (update.connection === 'close') connect()
      })
    }
    connect()
  })
}

const rest = milliseconds => new Promise(done => setTimeout(done, milliseconds))

async function settled() {
  await rest(5000)
  for (let i = 0; i < 4; i++) global.gc()
  const { heapUsed, rss } = process.memoryUsage()
  return { heapUsed, rss }
}

const sockets = []
const warm = Math.min(10, Math.floor(count / 2))
while (sockets.length < warm) sockets.push(await online())
const before = await settled()
while (sockets.length < count) sockets.push(await online())
const after = await settled()
const cpu = process.cpuUsage()
await rest(30000)
const spent = process.cpuUsage(cpu)
const each = bytes => bytes / (count - warm) / 1024
console.log(JSON.stringify({
  'heap of one': each(after.heapUsed - before.heapUsed),
  'resident memory of one': each(after.rss - before.rss),
  'processor while idle': (spent.user + spent.system) / 30e4
}))
process.exit(0)
