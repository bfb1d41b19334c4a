// Baileys' Signal repository over a key store in memory, with the transactions that it always runs in: the same steps as
// SignalBenchmark.java, texts of 160 bytes, LID addresses.
import { Curve, addTransactionCapability, initAuthCreds } from 'baileys'
import { makeLibSignalRepository } from 'baileys/lib/Signal/libsignal.js'
import { measure } from './measure.mjs'

const silent = { level: 'silent', child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} }
const text = Buffer.alloc(160, 'w')
const typed = key => Buffer.concat([Buffer.from([5]), Buffer.from(key)])

function party(jid) {
  const creds = initAuthCreds()
  const tables = {}
  const store = {
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
  const keys = addTransactionCapability(store, silent, { maxCommitRetries: 1, delayBetweenTriesMs: 0 })
  const repository = makeLibSignalRepository({ creds, keys }, silent)
  const oneTime = Curve.generateKeyPair()
  const giveOneTime = () => store.set({ 'pre-key': { 1: oneTime } })
  const bundle = {
    registrationId: creds.registrationId,
    identityKey: typed(creds.signedIdentityKey.public),
    signedPreKey: {
      keyId: creds.signedPreKey.keyId,
      publicKey: typed(creds.signedPreKey.keyPair.public),
      signature: creds.signedPreKey.signature
    },
    preKey: { keyId: 1, publicKey: typed(oneTime.public) }
  }
  const forget = peer => repository.deleteSession([peer])
  return { jid, creds, repository, bundle, giveOneTime, forget, tables }
}

const alice = party('100000000000001@lid')
const bob = party('100000000000002@lid')
const send = (from, to) => from.repository.encryptMessage({ jid: to.jid, data: text })
const receive = (to, from, message) => to.repository.decryptMessage({ jid: from.jid, ...message })

// It does not look at the bundle's signature, as it never does.
async function begin(from, to) {
  await from.forget(to.jid)
  await from.repository.injectE2ESession({ jid: to.jid, session: to.bundle })
  return send(from, to)
}

await bob.giveOneTime()
const first = await begin(alice, bob)
await receive(bob, alice, first)
await receive(alice, bob, await send(bob, alice))
await receive(bob, alice, await send(alice, bob))

// Others for the tasks that begin anew, so that they spoil nothing.
const carol = party('100000000000003@lid')
const dave = party('100000000000004@lid')
await dave.giveOneTime()
const firstToDave = await begin(carol, dave)

// A pair for each task whose session goes on: the stored session of a long conversation would slow the others down.
async function pair(number) {
  const one = party(`10000000000${number}1@lid`)
  const other = party(`10000000000${number}2@lid`)
  await other.giveOneTime()
  await receive(other, one, await begin(one, other))
  await receive(one, other, await send(other, one))
  return [one, other]
}
const [erin, frank] = await pair(101)
const [grace, heidi] = await pair(102)

const group = '120363000000000001@g.us'
const encryptGroup = () => alice.repository.encryptGroupMessage({ group, data: text, meId: alice.jid })
const sent = await encryptGroup()
await bob.repository.processSenderKeyDistributionMessage({
  authorJid: alice.jid,
  item: { groupId: group, axolotlSenderKeyDistributionMessage: sent.senderKeyDistributionMessage }
})
const groupMessage = (await encryptGroup()).ciphertext
const senderKeys = structuredClone(bob.tables['sender-key'])

const tasks = {
  setUp: () => begin(carol, dave),
  decryptFirst: async () => {
    await dave.forget(carol.jid)
    await dave.giveOneTime()
    await receive(dave, carol, firstToDave)
  },
  encrypt: () => send(erin, frank),
  encryptAndDecrypt: async () => receive(heidi, grace, await send(grace, heidi)),
  pingPong: async () => {
    await receive(bob, alice, await send(alice, bob))
    await receive(alice, bob, await send(bob, alice))
  },
  senderKeyEncrypt: encryptGroup,
  senderKeyDecrypt: async () => {
    for (const name in senderKeys) bob.tables['sender-key'][name] = senderKeys[name]
    await bob.repository.decryptGroupMessage({ group, authorJid: alice.jid, msg: groupMessage })
  }
}
// It has no other way than through its store.
tasks.senderKeyEncryptCached = tasks.senderKeyEncrypt
tasks.senderKeyDecryptCached = tasks.senderKeyDecrypt
await measure(tasks, 5)
process.exit(0)
