import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { createCipheriv, createHmac } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { mediaConfig } from '../src/media-host.mjs'
import { eachClient, logger } from './clients.mjs'

/** A media host that tells what it was asked for. */
async function withHost(body, answer = () => 'here') {
  const asked = []
  const server = createServer((query, response) => {
    asked.push(`${query.method} ${query.headers.host} ${query.url}`)
    response.end(answer(query))
  })
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve))
  const mediaHost = { name: '127.0.0.1', port: server.address().port }
  try {
    await body(await mediaConfig({ mediaHost, secure: false, anyCertificate: true }), asked)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

test('fetch goes to the one host, whatever the address says', () =>
  withHost(async ({ options }, asked) => {
    const response = await fetch('https://mmg.whatsapp.net/v/t62?x=1', { dispatcher: options.dispatcher })
    assert.equal(await response.text(), 'here')
    assert.deepEqual(asked, ['GET mmg.whatsapp.net /v/t62?x=1'])
    await options.dispatcher.close()
  }))

test('so does what goes through an agent', () =>
  withHost(async ({ fetchAgent }, asked) => {
    await new Promise((resolve, reject) =>
      request({ hostname: 'media-abc.cdn.whatsapp.net', path: '/mms/image', method: 'POST', agent: fetchAgent }, resolve)
        .on('error', reject)
        .end('bytes')
    )
    assert.deepEqual(asked, ['POST media-abc.cdn.whatsapp.net /mms/image'])
    fetchAgent.destroy()
  }))

eachClient('a download of the package goes there too', async baileys => {
  const mediaKey = Buffer.alloc(32, 9)
  const { cipherKey, iv, macKey } = await baileys.getMediaKeys(mediaKey, 'document')
  const cipher = createCipheriv('aes-256-cbc', cipherKey, iv)
  const sealed = Buffer.concat([cipher.update('a document'), cipher.final()])
  const mac = createHmac('sha256', macKey).update(iv).update(sealed).digest().subarray(0, 10)
  const url = 'https://mmg.whatsapp.net/v/file.enc'
  const message = { documentMessage: { url, directPath: '/v/file.enc', mediaKey } }
  await withHost(
    async ({ options, fetchAgent }, asked) => {
      const plain = await baileys.downloadMediaMessage({ message }, 'buffer', { options })
      assert.equal(plain.toString(), 'a document')
      assert.deepEqual(asked, ['GET mmg.whatsapp.net /v/file.enc'])
      fetchAgent.destroy()
      await options.dispatcher.close()
    },
    () => Buffer.concat([sealed, mac])
  )
})

eachClient('an upload of the package goes there too', async baileys => {
  const folder = await mkdtemp(join(tmpdir(), 'wigwag-upload-'))
  const file = join(folder, 'sealed')
  await writeFile(file, 'sealed bytes')
  const answer = { url: 'https://mmg.whatsapp.net/v/new', direct_path: '/v/new' }
  await withHost(
    async (config, asked) => {
      const hosts = async () => ({ hosts: [{ hostname: 'media-x.cdn.whatsapp.net' }], auth: 'word', ttl: 60 })
      const upload = baileys.getWAUploadToServer({ ...config, customUploadHosts: [], logger }, hosts)
      const found = await upload(file, { mediaType: 'document', fileEncSha256B64: 'aGFzaA==', timeoutMs: 5000 })
      assert.equal(found.directPath, '/v/new')
      assert.match(asked[0], /^POST media-x\.cdn\.whatsapp\.net \/mms\/document\/aGFzaA.*auth=word/)
      assert.equal(asked.length, 1)
      config.fetchAgent.destroy()
    },
    () => JSON.stringify(answer)
  )
  await rm(folder, { recursive: true })
})
