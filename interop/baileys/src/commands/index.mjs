// Every op of the protocol. A command takes its arguments and returns what its answer holds beside `ok`.
import { callCommands } from './calls.mjs'
import { chatCommands } from './chats.mjs'
import { connectionCommands } from './connection.mjs'
import { groupCommands } from './groups.mjs'
import { mediaCommands } from './media.mjs'
import { messageCommands } from './messages.mjs'
import { peopleCommands } from './people.mjs'

export const makeCommands = session => ({
  ...connectionCommands(session),
  ...messageCommands(session),
  ...mediaCommands(session),
  ...groupCommands(session),
  ...chatCommands(session),
  ...peopleCommands(session),
  ...callCommands(session)
})
