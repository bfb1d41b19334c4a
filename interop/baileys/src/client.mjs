// One of the Baileys packages under clients/, as published.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Misuse } from './options.mjs'

const packageOf = version =>
  fileURLToPath(new URL(`../clients/${version}/node_modules/baileys/lib/index.js`, import.meta.url))

/**
 * All that the package exports, with the pinned certificate key replaced where one is given. The key is set on the
 * exported object that the handshake reads: no file of the package is touched.
 */
export async function loadClient({ client, root, serial }) {
  const file = packageOf(client)
  if (!existsSync(file)) {
    throw new Misuse(`Baileys ${client} is not installed: run npm ci in interop/baileys/clients/${client}`)
  }
  const module = await import(file)
  // 6.7.18 is CommonJS: what it exports in full is the default.
  const baileys = module.default?.makeWASocket ? { ...module, ...module.default } : module
  if (root) {
    baileys.WA_CERT_DETAILS.PUBLIC_KEY = root
    baileys.WA_CERT_DETAILS.SERIAL = serial
  }
  return baileys
}
