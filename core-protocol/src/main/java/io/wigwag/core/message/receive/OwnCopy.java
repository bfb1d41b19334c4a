package io.wigwag.core.message.receive;

import io.wigwag.proto.e2e.Message;

/// A message that another device of ours sent, as it comes to us.
final class OwnCopy {
    private OwnCopy() {}

    /// The message inside, with what the wrapping adds; itself when there is no wrapping.
    static Message unwrap(Message message) {
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
