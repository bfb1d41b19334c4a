// Baileys' node codec on the five stanzas that our own benchmarks use.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decodeBinaryNode, encodeBinaryNode } from 'baileys'
import { measure } from './measure.mjs'

const folder = process.argv[2]
const tasks = {}
for (const name of ['group_message_200', 'group_metadata_500', 'usync_100', 'message_1to1', 'receipt']) {
  const bytes = readFileSync(join(folder, name + '.bin'))
  const node = await decodeBinaryNode(bytes)
  if (!Buffer.from(encodeBinaryNode(node)).equals(bytes)) throw new Error(name + ' does not encode to its own bytes')
  tasks['encode ' + name] = () => encodeBinaryNode(node)
  tasks['decode ' + name] = () => decodeBinaryNode(bytes)
}
await measure(tasks)
