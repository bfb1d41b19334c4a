import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readOptions } from '../src/options.mjs'

const ROOT = 'ab'.repeat(32)
const read = (...more) => readOptions(['--url', 'wss://localhost:8443/ws/chat', '--root', ROOT, ...more])

test('what is given and what is not', () => {
  const options = read('--version', '2.3000.5', '--serial', '4', '--name', 'Ana', '--online', '--store', 'folder')
  assert.deepEqual(options.root, Buffer.from(ROOT, 'hex'))
  assert.deepEqual(options.version, [2, 3000, 5])
  assert.deepEqual(options.mediaHost, { name: 'localhost', port: 8443 })
  assert.deepEqual(
    [options.serial, options.name, options.online, options.nodes, options.secure, options.anyCertificate, options.store],
    [4, 'Ana', true, false, true, true, 'folder']
  )
  assert.equal(readOptions(['--url', 'ws://[::1]:1/']).mediaHost.name, '::1')
  assert.equal(readOptions(['--url', 'wss://localhost:1/']).anyCertificate, false)
})

test('what makes no sense is refused in one sentence', () => {
  for (const [wrong, message] of [
    [['--client', '5.0.0'], /--client is one of/],
    [['--root', 'abc'], /64 hex digits/],
    [['--version', '2.3000'], /--version wants/],
    [['--serial', 'x'], /--serial wants/],
    [['--media-host', 'localhost'], /--media-host wants host:port/],
    [['--surprise'], /surprise/],
    [['--url', 'http://localhost/'], /ws:\/\/ or wss/]
  ]) {
    assert.throws(() => read(...wrong), message)
  }
})

test('the real service is never talked to', () => {
  for (const real of [
    ['--url', 'wss://web.whatsapp.com/ws/chat'],
    ['--url', 'wss://G.WHATSAPP.NET:443/ws/chat'],
    ['--media-host', 'mmg.whatsapp.net:443']
  ]) {
    assert.throws(() => read(...real), /never talks to it/)
  }
})
