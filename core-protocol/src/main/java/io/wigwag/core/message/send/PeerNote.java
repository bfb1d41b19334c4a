package io.wigwag.core.message.send;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.proto.e2e.Message;

/// A message to one device of our own account about the account's own affairs.
///
/// @param urgent whether the phone should be woken for it: somebody waits for its answer
/// @param aboutChats whether it tells something about a conversation
public record PeerNote(MessageId id, Jid device, Message message, boolean urgent, boolean aboutChats) {}
