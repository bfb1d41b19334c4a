// Calls: a client is told of an offer and may decline it. None of them can ring or talk.
export const callCommands = session => ({
  rejectCall: ({ call, from }) => session.socket.rejectCall(call, from)
})
