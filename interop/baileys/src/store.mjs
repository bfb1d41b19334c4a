// Where the client keeps who it is: in memory, or in a folder in which a later process finds it again.
import { rm } from 'node:fs/promises'

/** Opens the state that `--store` names. `forget` makes it a new device, as after a log-out. */
export async function openStore(store, baileys) {
  return store === 'memory' ? inMemory(baileys) : inFolder(store, baileys)
}

function inMemory({ initAuthCreds }) {
  const fresh = () => ({ creds: initAuthCreds(), keys: memoryKeys() })
  const opened = {
    state: fresh(),
    save: async () => {},
    forget: async () => {
      opened.state = fresh()
    }
  }
  return opened
}

function memoryKeys() {
  const tables = {}
  return {
    get: async (type, ids) =>
      Object.fromEntries(ids.filter(id => tables[type]?.has(id)).map(id => [id, tables[type].get(id)])),
    set: async changes => {
      for (const [type, entries] of Object.entries(changes)) {
        const table = (tables[type] ??= new Map())
        for (const [id, value] of Object.entries(entries)) {
          if (value) table.set(id, value)
          else table.delete(id)
        }
      }
    }
  }
}

async function inFolder(folder, baileys) {
  const opened = {
    forget: async () => {
      await rm(folder, { recursive: true, force: true })
      Object.assign(opened, await files(folder, baileys))
    }
  }
  return Object.assign(opened, await files(folder, baileys))
}

async function files(folder, { useMultiFileAuthState }) {
  const { state, saveCreds } = await useMultiFileAuthState(folder)
  return { state, save: saveCreds }
}
