package io.wigwag.core.message;

import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.DeviceSentMessage;
import io.wigwag.proto.e2e.Message;

/// A message as our other devices get it: it names the chat that it went to.
public final class DeviceSent {
    private DeviceSent() {}

    public static Message wrap(Message message, Jid chat) {
        var wrapped = Message.newBuilder()
                .setDeviceSentMessage(DeviceSentMessage.newBuilder()
                        .setDestinationJid(chat.toString())
                        .setMessage(message));
        if (message.hasMessageContextInfo()) {
            wrapped.setMessageContextInfo(message.getMessageContextInfo());
        }
        return wrapped.build();
    }

    /// The message inside, with what the wrapping adds; itself when there is no wrapping.
    public static Message unwrap(Message message) {
        if (!message.hasDeviceSentMessage()) {
            return message;
        }
        var inner = message.getDeviceSentMessage().getMessage();
        if (!message.hasMessageContextInfo()) {
            return inner;
        }
        // What the inner one says of itself counts more; the outer fills what it leaves open.
        var context = message.getMessageContextInfo().toBuilder().mergeFrom(inner.getMessageContextInfo());
        return inner.toBuilder().setMessageContextInfo(context).build();
    }
}
