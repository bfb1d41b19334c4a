// The link itself, raw stanzas, and the process.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { nodeFromJson, nodeToJson } from '../json.mjs'

function collectGarbage() {
  setFlagsFromString('--expose-gc')
  runInNewContext('gc')()
}

export function connectionCommands(session) {
  return {
    connect: () => session.connect(),
    disconnect: () => session.disconnect(),
    reconnect: () => session.reconnect(),
    logout: () => session.logout(),

    async pairCode({ phone, code }) {
      await session.connect()
      const { socket } = session
      if (code && socket.requestPairingCode.length < 2) throw new Error('this client makes its own codes')
      const made = { code: await socket.requestPairingCode(phone, code) }
      session.tell({ ev: 'pairingCode', ...made })
      return made
    },

    state() {
      const { me, account } = session.creds
      return { version: session.config.version.join('.'), jid: me?.id, lid: me?.lid, registered: account !== undefined }
    },

    memory() {
      collectGarbage()
      const { heapUsed: heap, rss } = process.memoryUsage()
      return { heap, rss }
    },

    async node({ node }) {
      await session.socket.sendNode(nodeFromJson(node))
    },

    async query({ node, timeoutMs }) {
      const answer = await session.socket.query(nodeFromJson(node), timeoutMs)
      if (!answer) throw new Error('no answer in time')
      return { node: nodeToJson(answer) }
    },

    // Whoever reads the commands ends with this one.
    stop() {}
  }
}
