import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromJson, nodeFromJson, nodeToJson, toJson } from '../src/json.mjs'
import { eachClient } from './clients.mjs'

test('bytes, integers of 64 bits and nothing', () => {
  const long = (high, low, unsigned) => ({ low, high, unsigned })
  assert.deepEqual(toJson({ key: new Uint8Array([0, 255]), none: null, list: [], gone: undefined }), {
    key: { b64: 'AP8=' }
  })
  assert.equal(toJson(long(0, -1, true)), 4294967295)
  assert.equal(toJson(long(-1, -1, false)), -1)
  assert.equal(toJson(long(-1, -1, true)), '18446744073709551615')
  assert.equal(toJson(2n ** 53n - 1n), Number.MAX_SAFE_INTEGER)
  assert.equal(toJson(2n ** 53n), '9007199254740992')
})

test('stanzas, both ways', () => {
  const stanza = { tag: 'iq', attrs: { id: '1', to: undefined }, content: [{ tag: 'ref', attrs: {}, content: Buffer.from('x') }] }
  const json = { tag: 'iq', attrs: { id: '1' }, content: [{ tag: 'ref', attrs: {}, content: { b64: 'eA==' } }] }
  assert.deepEqual(nodeToJson(stanza), json)
  assert.deepEqual(nodeFromJson(json).content[0].content, Buffer.from('x'))
  assert.equal(nodeFromJson({ tag: 'iq' }).content, undefined)
  assert.equal(nodeFromJson({ tag: 'b', content: 'text' }).content, 'text')
})

eachClient('a message comes back the same', ({ proto }) => {
  const json = {
    extendedTextMessage: { text: 'Zoë 🦀', contextInfo: { mentionedJid: ['1@lid'], expiration: 0 } },
    imageMessage: { mediaKey: { b64: 'AQI=' }, fileLength: 70000, mediaKeyTimestamp: '9007199254740993' }
  }
  const bytes = proto.Message.encode(proto.Message.fromObject(fromJson(json))).finish()
  assert.deepEqual(toJson(proto.Message.decode(bytes)), json)
})
