// Baileys' way from a file to the sealed file that it uploads: the same 64 MiB as MediaBenchmark.java.
import { randomBytes } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encryptedStream } from 'baileys'
import { measure } from './measure.mjs'

const plain = join(tmpdir(), `wigwag-media-${process.pid}.plain`)
await writeFile(plain, randomBytes(64 << 20))

async function seal() {
  const sealed = await encryptedStream({ url: plain }, 'document', {})
  await rm(sealed.encFilePath)
}

const theirs = { fileToFile: seal, fileToFileOnOneThread: seal }
try {
  await measure(theirs, 1)
} finally {
  await rm(plain)
}
