import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { makeCommands } from '../src/commands/index.mjs'
import { Archive } from '../src/archive.mjs'
import { eachClient, withSocket } from './clients.mjs'

const folder = new URL('../src/commands/', import.meta.url)
const sources = readdirSync(folder)
  .map(name => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')

const called = pattern => [...new Set([...sources.matchAll(pattern)].map(([, name]) => name))].sort()

eachClient('every function that the driver calls is there', async baileys => {
  await withSocket(baileys, async socket => {
    const ofSocket = called(/\bsocket(?:\(\))?\.(\w+)\(/g).concat(called(/: '((?:update|group)[A-Z]\w+)'/g))
    assert.ok(ofSocket.length > 30, `only ${ofSocket}`)
    assert.deepEqual(ofSocket.filter(name => typeof socket[name] !== 'function'), [])
    const ofPackage = called(/\bbaileys\.(\w+)\(/g)
    assert.ok(ofPackage.length > 3, `only ${ofPackage}`)
    assert.deepEqual(ofPackage.filter(name => typeof baileys[name] !== 'function'), [])
  })
})

const PROTOCOL = `connect disconnect reconnect logout pairCode state memory send media react edit revoke pinMessage poll
  vote read readMessage download reupload history status createGroup groups groupInfo groupPeople groupSubject
  groupDescription groupSetting groupEphemeral groupInvite groupRevokeInvite groupJoin groupLeave presence subscribe
  chatstate mute pin archive markRead star clearChat deleteChat syncAppState picture setPicture deletePicture about
  setAbout setName onWhatsApp business privacy setPrivacy blocklist block node query stop`

const BEYOND = 'rejectCall'

eachClient('every command of the protocol is there, and what the README adds', baileys => {
  const commands = makeCommands({ baileys, archive: new Archive() })
  assert.deepEqual(Object.keys(commands).sort(), `${PROTOCOL} ${BEYOND}`.split(/\s+/).sort())
})
