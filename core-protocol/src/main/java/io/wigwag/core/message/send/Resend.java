package io.wigwag.core.message.send;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;

/// How a device's request for a message was answered.
public sealed interface Resend {

    /// It was sent again, to that device alone.
    record Sent(MessageId id, Jid requester, int count) implements Resend {}

    /// It was not. In a group the next message brings the key along for the requester all the same.
    record Refused(MessageId id, Jid requester, Why why) implements Resend {}

    /// Why a message is not sent again.
    enum Why {
        /// It was asked for too often: one more would change nothing.
        TOO_OFTEN,
        /// We never sent such a message, or it is too long ago.
        UNKNOWN_MESSAGE,
        /// The requester is nobody to whom the message went.
        NO_RECIPIENT,
        /// Nobody knows such a device, and it gave no keys.
        UNKNOWN_DEVICE,
        /// The account does not vouch for the requester.
        NOT_VOUCHED_FOR,
        /// There are no keys to write to it with.
        NO_KEYS
    }
}
