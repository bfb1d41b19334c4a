// Changes of groups.
const ids = participants => participants?.map(who => (typeof who === 'string' ? who : who.id))

// What a `groups.update` holds beside the change itself.
const ABOUT_THE_CHANGE = ['id', 'author', 'authorPn', 'authorUsername']

export function groupEvents({ write }) {
  const created = ({ id, subject, author, owner, participants }) =>
    write({ ev: 'group', group: id, action: 'create', subject, author: author ?? owner, participants: ids(participants) })

  const updated = update => {
    const { id: group, author } = update
    // The answer to a query of all groups comes as an update, too: whole, so no change.
    if (update.participants) return
    for (const name of Object.keys(update).filter(field => !ABOUT_THE_CHANGE.includes(field))) {
      write({ ev: 'group', group, author, action: name, [name]: update[name] })
    }
  }

  return {
    'groups.upsert': groups => groups.forEach(created),
    'groups.update': updates => updates.forEach(updated),
    'group-participants.update': ({ id, author, action, participants }) =>
      write({ ev: 'group', group: id, action, author, participants: ids(participants) }),
    'group.join-request': ({ id, author, participant, action, method }) =>
      write({ ev: 'group', group: id, action: `join request ${action}`, author, participants: [participant], method })
  }
}
