import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadClient } from '../src/client.mjs'
import { whenWritten, written } from '../src/upload.mjs'
import { eachClient } from './clients.mjs'

const BLOCK = 16
const MAC = 10
const PLAIN = Buffer.alloc(100_000, 7)
const SEALED = (Math.floor(PLAIN.length / BLOCK) + 1) * BLOCK + MAC

const hashOf = bytes => createHash('sha256').update(bytes).digest('base64')
const sizeOf = file => (existsSync(file) ? statSync(file).size : 0)

// Between the client's last write and its return the event loop does not turn: what it did not wait for can't be in
// the file, however fast the disk is.
for (const [client, waits] of [
  ['7.0.0-rc14', true],
  ['6.7.24', false],
  ['6.7.18', false]
]) {
  test(`the sealed file is ${waits ? '' : 'not yet '}written when it is handed out, ${client}`, async () => {
    const { encryptedStream } = await loadClient({ client })
    const { encFilePath, fileEncSha256 } = await encryptedStream(PLAIN, 'document')
    const size = sizeOf(encFilePath)
    await written(encFilePath, fileEncSha256.toString('base64'))
    assert.equal(sizeOf(encFilePath), SEALED)
    waits ? assert.equal(size, SEALED) : assert.ok(size < SEALED)
    await rm(encFilePath)
  })
}

eachClient('an upload begins with a whole file', async ({ prepareWAMessageMedia }) => {
  const uploads = []
  const upload = whenWritten(async (file, { fileEncSha256B64 }) => {
    uploads.push(hashOf(readFileSync(file)) === fileEncSha256B64)
    return { mediaUrl: 'https://mmg.whatsapp.net/v/file', directPath: '/v/file' }
  })
  for (let round = 0; round < 5; round++) await prepareWAMessageMedia({ document: PLAIN }, { upload })
  assert.deepEqual(uploads, Array(5).fill(true))
})

test('a file is waited for from before it is there until it holds everything', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wigwag-upload-'))
  const file = join(folder, 'sealed')
  let whole = false
  const waiting = written(file, hashOf('sealed bytes')).then(() => (whole = true))
  await writeFile(join(folder, 'another'), 'sealed bytes')
  await writeFile(file, 'sealed ')
  assert.equal(whole, false)
  await appendFile(file, 'bytes')
  await waiting
  await rm(folder, { recursive: true })
})

test('a folder that is not there is no reason to wait', () =>
  assert.rejects(written(join(tmpdir(), 'wigwag-nowhere', 'sealed'), hashOf('')), { code: 'ENOENT' }))
