// Profiles, contacts, privacy.
import { fromJson, toJson } from '../json.mjs'

const SERVER = '@s.whatsapp.net'

// The categories that the server names, by Baileys' function for each.
const PRIVACY = {
  last: 'updateLastSeenPrivacy',
  online: 'updateOnlinePrivacy',
  profile: 'updateProfilePicturePrivacy',
  status: 'updateStatusPrivacy',
  readreceipts: 'updateReadReceiptsPrivacy',
  groupadd: 'updateGroupsAddPrivacy',
  calladd: 'updateCallPrivacy',
  messages: 'updateMessagesPrivacy',
  disappearing: 'updateDefaultDisappearingMode'
}

// The phone shares the key for changes of the account a moment after it has linked a device; Baileys fails until then.
const KEY_PATIENCE = 20_000

function keyForChanges({ ev, authState }) {
  const isThere = () => Boolean(authState.creds.myAppStateKeyId)
  return isThere() || new Promise((resolve, reject) => {
    const end = (how, value) => {
      clearTimeout(timer)
      ev.off('creds.update', look)
      how(value)
    }
    const look = () => isThere() && end(resolve)
    const timer = setTimeout(() => end(reject, new Error('the phone has shared no key for changes')), KEY_PATIENCE)
    ev.on('creds.update', look)
  })
}

export function peopleCommands(session) {
  const socket = () => session.socket
  const { jidNormalizedUser, areJidsSameUser } = session.baileys
  const isOwn = jid => [session.creds.me?.id, session.creds.me?.lid].some(own => areJidsSameUser(own, jid))

  // Baileys would first scale the picture with a library that is not installed here; the stanza is the same.
  const setPicture = (jid, content) =>
    socket().query({
      tag: 'iq',
      attrs: { to: SERVER, type: 'set', xmlns: 'w:profile:picture', ...(isOwn(jid) ? {} : { target: jid }) },
      content: [{ tag: 'picture', attrs: { type: 'image' }, content }]
    })

  return {
    picture: async ({ jid, kind = 'preview' }) => ({ url: await socket().profilePictureUrl(jid, kind) }),
    setPicture: async ({ jid = session.creds.me.id, bytes }) => {
      await setPicture(jidNormalizedUser(jid), fromJson(bytes))
    },
    deletePicture: ({ jid = session.creds.me.id }) => socket().removeProfilePicture(jid),

    async about({ jid }) {
      const [first] = (await socket().fetchStatus(jid)) ?? []
      return { status: first?.status?.status ?? undefined }
    },
    setAbout: ({ text }) => socket().updateProfileStatus(text),
    async setName({ name }) {
      await keyForChanges(socket())
      return socket().updateProfileName(name)
    },

    async onWhatsApp({ phones }) {
      const found = (await socket().onWhatsApp(...phones)) ?? []
      return { found: found.map(({ jid, lid, exists }) => ({ jid, lid: lid || undefined, exists })) }
    },

    async business({ jids }) {
      const profiles = await Promise.all(jids.map(jid => socket().getBusinessProfile(jid)))
      return { profiles: profiles.filter(Boolean).map(toJson) }
    },

    privacy: async () => ({ settings: await socket().fetchPrivacySettings(true) }),
    async setPrivacy({ setting, value }) {
      if (!Object.hasOwn(PRIVACY, setting)) throw new Error(`no setting ${setting}: ${Object.keys(PRIVACY)}`)
      await socket()[PRIVACY[setting]](value)
    },
    blocklist: async () => ({ jids: await socket().fetchBlocklist() }),
    block: ({ jid, on = true }) => socket().updateBlockStatus(jid, on ? 'block' : 'unblock')
  }
}
