// The configuration of a Baileys socket. What is not said here stays as the package has it.
import { Agent } from 'node:https'
import { mediaConfig } from './media-host.mjs'

/** A function that makes the configuration for a socket over the given state. */
export async function socketConfig({ baileys, options, archive, logger }) {
  const { version, shouldSyncHistoryMessage } = baileys.DEFAULT_CONNECTION_CONFIG
  const fixed = {
    logger,
    version: options.version ?? version,
    waWebSocketUrl: options.url,
    agent: options.secure ? new Agent({ rejectUnauthorized: !options.anyCertificate }) : undefined,
    ...(await mediaConfig(options)),
    pushName: options.name, // Only 7.x sends it.
    ...(options.impatient && { keepAliveIntervalMs: 1_000 }),
    markOnlineOnConnect: options.online,
    syncFullHistory: options.fullHistory,
    getMessage: async ({ id }) => archive.find(id)?.message ?? undefined
  }
  const wanted = options.fullHistory ? () => true : shouldSyncHistoryMessage
  return auth => ({ ...fixed, auth, shouldSyncHistoryMessage: historyWanted(auth, wanted) })
}

// Baileys asks this of each history message that comes and, at log-in, of one that holds nothing but a type: whether to
// keep all events back until one comes. 6.7.24 would wait so for 20 seconds at every log-in, 7.x does at the first only.
const historyWanted =
  ({ creds }, wanted) =>
  message =>
    wanted(message) && !(Object.keys(message).length === 1 && hasHistory(creds))

const hasHistory = ({ accountSyncCounter, processedHistoryMessages }) =>
  accountSyncCounter > 0 || processedHistoryMessages?.length > 0
