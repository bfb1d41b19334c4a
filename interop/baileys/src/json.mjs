// Messages and stanzas as JSON, both ways. Bytes are {"b64": ...}; fields that hold nothing are left out; a 64-bit
// integer is a number while a double holds it exactly and a decimal string beyond; an enum is its number.

const isBytes = value => value instanceof Uint8Array
const isLong = value => typeof value === 'object' && 'low' in value && 'high' in value && 'unsigned' in value

export const bytes = value => ({ b64: Buffer.from(value).toString('base64') })

const integer = value => (Number.isSafeInteger(Number(value)) ? Number(value) : value.toString())

function long({ low, high, unsigned }) {
  const pattern = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
  return unsigned ? pattern : BigInt.asIntN(64, pattern)
}

/** Any value that Baileys hands out, as JSON can hold it; `undefined` for nothing. */
export function toJson(value) {
  if (value === undefined || value === null || typeof value === 'function') return undefined
  if (typeof value === 'bigint') return integer(value)
  if (typeof value !== 'object') return value
  if (isBytes(value)) return bytes(value)
  if (isLong(value)) return integer(long(value))
  if (value instanceof Date) return Math.floor(value.getTime() / 1000)
  if (Array.isArray(value)) return value.length ? value.map(toJson) : undefined
  const fields = Object.keys(value)
    .map(name => [name, toJson(value[name])])
    .filter(([, json]) => json !== undefined)
  return Object.fromEntries(fields)
}

const isB64 = value => typeof value.b64 === 'string' && Object.keys(value).length === 1

/** The other way: what a command holds, with its bytes as buffers. */
export function fromJson(value) {
  if (value === null || typeof value !== 'object') return value
  if (Array.isArray(value)) return value.map(fromJson)
  if (isB64(value)) return Buffer.from(value.b64, 'base64')
  return Object.fromEntries(Object.entries(value).map(([name, json]) => [name, fromJson(json)]))
}

function content(value) {
  if (value === undefined || value === null || typeof value === 'string') return value ?? undefined
  return Array.isArray(value) ? value.map(nodeToJson) : bytes(value)
}

/** A stanza; attributes without a value and empty content are left out. */
export function nodeToJson(node) {
  const attrs = Object.fromEntries(Object.entries(node.attrs ?? {}).filter(([, value]) => value !== undefined))
  return { tag: node.tag, attrs, content: content(node.content) }
}

/** A stanza from its JSON. */
export function nodeFromJson({ tag, attrs = {}, content: inner }) {
  return { tag, attrs, content: Array.isArray(inner) ? inner.map(nodeFromJson) : fromJson(inner) }
}
