// A minimal gateway as people write them: Express in front of one Baileys socket, its state in JSON files. It says a
// code to scan, and where it listens once it is logged in. Arguments: URL, Noise root, folder.
import express from 'express'
import makeWASocket, { WA_CERT_DETAILS, generateMessageIDV2, makeCacheableSignalKeyStore, useMultiFileAuthState } from 'baileys'

const [url, root, folder] = process.argv.slice(2)
WA_CERT_DETAILS.PUBLIC_KEY = Buffer.from(root, 'hex')
const silent = { level: 'silent', child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} }
const { state, saveCreds } = await useMultiFileAuthState(folder)
const auth = { creds: state.creds, keys: makeCacheableSignalKeyStore(state.keys, silent) }
const app = express()
let socket
let ending = false
let saved = Promise.resolve()

// Ended in the middle of a write it would be left with half a file, and link no more.
process.on('SIGTERM', async () => {
  ending = true
  await socket?.end(undefined)
  await saved
  setTimeout(() => process.exit(0), 500)
})

function listen() {
  app.use(express.json())
  app.post('/v1/messages', async (request, answer) => {
    const { to, text } = request.body
    const messageId = generateMessageIDV2(auth.creds.me.id)
    await socket.sendMessage(`${to}@s.whatsapp.net`, { text: text.body }, { messageId })
    answer.status(202).json({ waMessageId: messageId })
  })
  const server = app.listen(0, '127.0.0.1', () => console.log(`port ${server.address().port}`))
}

let listening = false
function connect() {
  socket = makeWASocket({ auth, waWebSocketUrl: url, logger: silent, syncFullHistory: false })
  socket.ev.on('creds.update', () => (saved = saved.then(saveCreds)))
  socket.ev.on('connection.update', update => {
    if (update.qr) console.log(`qr ${update.qr}`)
    if (update.connection === 'close' && !ending) connect()
    if (update.connection === 'open' && !listening) {
      listening = true
      listen()
    }
  })
}
connect()
