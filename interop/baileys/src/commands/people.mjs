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
    setName: ({ name }) => socket().updateProfileName(name),

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
