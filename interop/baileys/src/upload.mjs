// 6.x hands the file that it has sealed to the upload without waiting for its own writes to end: unless it first asks
// the service for a media host, it may send a file that is empty, cut short, or not there. 7.x waits.
import { createHash } from 'node:crypto'
import { watch } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'

/** An upload that begins when the file holds what its hash says. */
export const whenWritten = upload => async (file, options) => {
  await written(file, options.fileEncSha256B64)
  return upload(file, options)
}

/** Returns once the file has this SHA-256; the folder is watched, as the file may not be there yet. */
export async function written(file, sha256) {
  const folder = watch(dirname(file))
  try {
    for (;;) {
      // Watched before it is looked at: no write falls between the two.
      const changed = nextChange(folder, basename(file))
      changed.catch(() => {}) // Heard below, unless the file is whole already.
      if ((await hashOf(file)) === sha256) return
      await changed
    }
  } finally {
    folder.close()
  }
}

function nextChange(folder, name) {
  return new Promise((resolve, reject) => {
    const settle = (done, value) => {
      folder.off('change', look)
      folder.off('error', fail)
      done(value)
    }
    const look = (_, changed) => changed === name && settle(resolve)
    const fail = error => settle(reject, error)
    folder.on('change', look)
    folder.on('error', fail)
  })
}

async function hashOf(file) {
  try {
    return createHash('sha256').update(await readFile(file)).digest('base64')
  } catch (error) {
    if (error.code === 'ENOENT') return undefined
    throw error
  }
}
