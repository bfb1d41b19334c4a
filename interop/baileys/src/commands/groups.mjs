// Groups.
import { toJson } from '../json.mjs'

// What the protocol calls a setting, by Baileys' function for it, on and off.
const SETTINGS = {
  announcement: on => ['groupSettingUpdate', on ? 'announcement' : 'not_announcement'],
  locked: on => ['groupSettingUpdate', on ? 'locked' : 'unlocked'],
  approval: on => ['groupJoinApprovalMode', on ? 'on' : 'off'],
  memberAdd: on => ['groupMemberAddMode', on ? 'all_member_add' : 'admin_add']
}

const describe = ({ participants, ...group }) => ({
  ...toJson(group),
  participants: participants.map(({ id, admin }) => ({ id, admin: admin ?? undefined }))
})

export function groupCommands(session) {
  const socket = () => session.socket

  return {
    createGroup: async ({ subject, participants }) => ({
      group: describe(await socket().groupCreate(subject, participants))
    }),
    groups: async () => ({ groups: Object.values(await socket().groupFetchAllParticipating()).map(describe) }),
    groupInfo: async ({ group }) => ({ group: describe(await socket().groupMetadata(group)) }),

    async groupPeople({ group, action, participants }) {
      const results = await socket().groupParticipantsUpdate(group, participants, action)
      return { results: results.map(({ jid, status }) => ({ jid, status })) }
    },

    groupSubject: ({ group, subject }) => socket().groupUpdateSubject(group, subject),
    groupDescription: ({ group, description }) => socket().groupUpdateDescription(group, description),

    async groupSetting({ group, setting, on = true }) {
      if (!Object.hasOwn(SETTINGS, setting)) throw new Error(`no setting ${setting}: ${Object.keys(SETTINGS)}`)
      const [update, value] = SETTINGS[setting](on)
      await socket()[update](group, value)
    },

    groupEphemeral: ({ group, seconds }) => socket().groupToggleEphemeral(group, seconds),
    groupInvite: async ({ group }) => ({ code: await socket().groupInviteCode(group) }),
    groupRevokeInvite: async ({ group }) => ({ code: await socket().groupRevokeInvite(group) }),
    groupJoin: async ({ code }) => ({ group: await socket().groupAcceptInvite(code) }),
    groupLeave: ({ group }) => socket().groupLeave(group)
  }
}
