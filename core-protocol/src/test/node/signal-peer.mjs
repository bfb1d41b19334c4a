// Baileys' Signal repository as the other side of a conversation: one JSON object a line in, one a line out.
// Bytes are hexadecimal. Its key store keeps JSON, so that what it stored is what it reads.
import { createInterface } from 'node:readline'
import { BufferJSON, Curve, addTransactionCapability, initAuthCreds } from 'baileys'
import { makeLibSignalRepository } from 'baileys/lib/Signal/libsignal.js'

const silent = { level: 'silent', child: () => silent, trace() {}, debug() {}, info() {}, warn() {}, error() {} }
const OWN = '100000000000001@lid'
const PEER = '100000000000002@lid'
const GROUP = '120363000000000001@g.us'
// libsignal reports on its work there.
console.log = console.info = console.warn = console.error = () => {}

const hex = bytes => Buffer.from(bytes).toString('hex')
const bytes = text => Buffer.from(text, 'hex')
const typed = key => (key.length === 33 ? key : Buffer.concat([Buffer.from([5]), key]))

const creds = initAuthCreds()
const tables = new Map()
const store = {
  get: async (type, ids) => {
    const found = {}
    for (const id of ids) {
      const text = tables.get(type + ' ' + id)
      if (text) found[id] = JSON.parse(text, BufferJSON.reviver)
    }
    return found
  },
  set: async data => {
    for (const type in data) {
      for (const [id, value] of Object.entries(data[type])) {
        if (value) tables.set(type + ' ' + id, JSON.stringify(value, BufferJSON.replacer))
        else tables.delete(type + ' ' + id)
      }
    }
  }
}
const keys = addTransactionCapability(store, silent, { maxCommitRetries: 1, delayBetweenTriesMs: 0 })
const repository = makeLibSignalRepository({ creds, keys }, silent)
let nextPreKeyId = 1

const commands = {
  async bundle({ oneTime }) {
    const answer = {
      registrationId: creds.registrationId,
      identity: hex(creds.signedIdentityKey.public),
      signedId: creds.signedPreKey.keyId,
      signedKey: hex(creds.signedPreKey.keyPair.public),
      signature: hex(creds.signedPreKey.signature)
    }
    if (oneTime) {
      const pair = Curve.generateKeyPair()
      answer.preKeyId = nextPreKeyId++
      answer.preKey = hex(pair.public)
      await store.set({ 'pre-key': { [answer.preKeyId]: pair } })
    }
    return answer
  },
  async begin({ registrationId, identity, signedId, signedKey, signature, preKeyId, preKey }) {
    await repository.injectE2ESession({
      jid: PEER,
      session: {
        registrationId,
        identityKey: typed(bytes(identity)),
        signedPreKey: { keyId: signedId, publicKey: typed(bytes(signedKey)), signature: bytes(signature) },
        preKey: preKey ? { keyId: preKeyId, publicKey: typed(bytes(preKey)) } : undefined
      }
    })
    return {}
  },
  async send({ plaintext }) {
    const { type, ciphertext } = await repository.encryptMessage({ jid: PEER, data: bytes(plaintext) })
    return { type, ciphertext: hex(ciphertext) }
  },
  async receive({ type, ciphertext }) {
    return { plaintext: hex(await repository.decryptMessage({ jid: PEER, type, ciphertext: bytes(ciphertext) })) }
  },
  async distribution() {
    return { bytes: hex(await repository.getSenderKeyDistributionMessage({ group: GROUP, meId: OWN })) }
  },
  async sendToGroup({ plaintext }) {
    const sent = await repository.encryptGroupMessage({ group: GROUP, data: bytes(plaintext), meId: OWN })
    return { ciphertext: hex(sent.ciphertext) }
  },
  async accept({ bytes: distribution }) {
    await repository.processSenderKeyDistributionMessage({
      authorJid: PEER,
      item: { groupId: GROUP, axolotlSenderKeyDistributionMessage: bytes(distribution) }
    })
    return {}
  },
  async receiveFromGroup({ ciphertext }) {
    const plaintext = await repository.decryptGroupMessage({ group: GROUP, authorJid: PEER, msg: bytes(ciphertext) })
    return { plaintext: hex(plaintext) }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line)
  let answer
  try {
    answer = await commands[request.command](request)
  } catch (error) {
    answer = { error: String(error) }
  }
  process.stdout.write(JSON.stringify(answer) + '\n')
}
process.exit(0)
