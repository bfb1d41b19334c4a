// Files, up and down.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { bytes as toB64, fromJson } from '../json.mjs'
import { whenWritten } from '../upload.mjs'

const KINDS = ['image', 'video', 'audio', 'ptt', 'document', 'sticker']

export function mediaCommands(session) {
  const { baileys, archive } = session

  async function contentOf({ kind, bytes, file, mimetype, caption, fileName, seconds, viewOnce }) {
    if (!KINDS.includes(kind)) throw new Error(`no kind of media: ${kind}`)
    const plain = bytes ? fromJson(bytes) : await readFile(file)
    const content = kind === 'ptt' ? { audio: plain, ptt: true } : { [kind]: plain }
    const named = { mimetype: kind === 'document' ? (mimetype ?? 'application/octet-stream') : mimetype }
    return Object.assign(content, set({ ...named, caption, fileName, seconds, viewOnce }))
  }

  const mediaIn = message => {
    const inner = baileys.extractMessageContent(message)
    return inner?.[baileys.getContentType(inner)]
  }

  return {
    async media({ to, ...what }) {
      const id = baileys.generateMessageIDV2(session.creds.me?.id)
      const content = await contentOf(what)
      let sent
      await session.accepted(id, async () => {
        const upload = whenWritten(session.socket.waUploadToServer)
        sent = await session.socket.sendMessage(to, content, { messageId: id, upload })
        archive.keep(sent)
      })
      const { fileSha256, fileLength } = mediaIn(sent.message)
      return { msg: id, sha256: toB64(fileSha256), size: Number(fileLength) }
    },

    async download({ target, message, includeBytes }) {
      const info = target ? archive.get(target) : { message: baileys.proto.Message.fromObject(fromJson(message)) }
      const { options } = session.config
      const plain = await baileys.downloadMediaMessage(info, 'buffer', { options })
      const sha256 = createHash('sha256').update(plain).digest()
      return { size: plain.length, sha256: toB64(sha256), bytes: includeBytes ? toB64(plain) : undefined }
    },

    async reupload({ target }) {
      archive.keep(await session.socket.updateMediaMessage(archive.get(target)))
    }
  }
}

const set = fields => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
