// Baileys' way from a file to the sealed file that it uploads: the same 64 MiB as MediaBenchmark.java.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encryptedStream } from 'baileys'
import { measure } from './measure.mjs'

const MEMORY = '/dev/shm'

/** Seals a file of this folder into another one there, again and again. */
async function sealing(folder) {
  const plain = join(folder, `wigwag-media-${process.pid}.plain`)
  await writeFile(plain, randomBytes(64 << 20))
  return {
    plain,
    async seal() {
      process.env.TMPDIR = folder // Which is where Baileys puts it.
      const sealed = await encryptedStream({ url: plain }, 'document', {})
      await rm(sealed.encFilePath)
    }
  }
}

const disk = await sealing(tmpdir())
const memory = await sealing(existsSync(MEMORY) ? MEMORY : tmpdir())
try {
  await measure({ fileToFile: disk.seal, fileToFileOnOneThread: disk.seal, fileToFileInMemory: memory.seal }, 1)
} finally {
  await rm(disk.plain)
  await rm(memory.plain, { force: true })
}
