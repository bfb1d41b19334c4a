#!/usr/bin/env node
// A Baileys client, unmodified, steered by JSON lines: see README.md.
import { Archive } from './src/archive.mjs'
import { loadClient } from './src/client.mjs'
import { makeCommands } from './src/commands/index.mjs'
import { socketConfig } from './src/config.mjs'
import { makeLogger } from './src/log.mjs'
import { Misuse, readOptions } from './src/options.mjs'
import { Session } from './src/session.mjs'
import { reason, serve, takeStandardOutput } from './src/wire.mjs'

const write = takeStandardOutput()

async function drive() {
  const options = readOptions(process.argv.slice(2))
  const baileys = await loadClient(options)
  const archive = new Archive()
  const config = await socketConfig({ baileys, options, archive, logger: makeLogger(write) })
  const session = await Session.open({ baileys, options, config, archive, write })
  write({ ev: 'ready', client: `Baileys ${options.client}`, url: options.url })
  const failed = error => write({ ev: 'failure', error: reason(error) })
  process.on('unhandledRejection', failed)
  process.on('uncaughtException', failed)
  if (!options.wait) session.connect().catch(failed)
  await serve(makeCommands(session), write)
  await session.close()
}

try {
  await drive()
  process.exit(0)
} catch (error) {
  console.error(error instanceof Misuse ? error.message : error)
  process.exit(error instanceof Misuse ? 2 : 1)
}
