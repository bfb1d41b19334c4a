package io.wigwag.core.message.codec;

import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.Message;
import java.util.Optional;

/// The copy of a sent message for the account's other devices.
public final class DeviceCopy {
    private DeviceCopy() {}

    /// A message to a chat, wrapped.
    ///
    /// @param participantHash over the recipients of a broadcast list
    public static Message of(Message message, Jid chat, Optional<String> participantHash) {
        var copy = Message.newBuilder();
        var sent = copy.getDeviceSentMessageBuilder()
                .setDestinationJid(chat.bare().toString())
                .setMessage(message);
        participantHash.ifPresent(sent::setPhash);
        // Also outside, where readers look for the secret.
        if (message.hasMessageContextInfo()) {
            copy.setMessageContextInfo(message.getMessageContextInfo());
        }
        return copy.build();
    }
}
