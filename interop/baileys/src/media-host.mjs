// Sends every media request to one host, whichever host the message or the server names. Uploads, and the downloads
// of the 6.x line, go through Node's agents; the downloads of 7.x through fetch, which wants a dispatcher.
import { Agent } from 'node:https'
import { connect as connectPlain } from 'node:net'
import { connect as connectSecure } from 'node:tls'

const dial = ({ mediaHost, secure, anyCertificate }) => {
  const address = { host: mediaHost.name, port: mediaHost.port }
  return secure ? connectSecure({ ...address, rejectUnauthorized: !anyCertificate }) : connectPlain(address)
}

class MediaAgent extends Agent {
  #options
  constructor(options) {
    super({ keepAlive: true })
    this.#options = options
  }

  createConnection() {
    return dial(this.#options)
  }
}

// Node's own fetch takes a dispatcher, but no module exports the class; the one in use is found at its known place.
async function dispatcher(options) {
  await fetch('data:,')
  const { constructor: Dispatcher } = globalThis[Symbol.for('undici.globalDispatcher.1')]
  return new Dispatcher({
    connect: (_, done) => {
      const socket = dial(options)
      const settle = error => {
        socket.removeListener('error', settle)
        error ? done(error, null) : done(null, socket)
      }
      socket.once(options.secure ? 'secureConnect' : 'connect', () => settle())
      socket.once('error', settle)
    }
  })
}

/** The configuration of a Baileys socket that makes it so. */
export async function mediaConfig(options) {
  const agent = new MediaAgent(options)
  return { fetchAgent: agent, options: { httpsAgent: agent, proxy: false, dispatcher: await dispatcher(options) } }
}
