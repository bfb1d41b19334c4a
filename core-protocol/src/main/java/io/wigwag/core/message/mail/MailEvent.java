package io.wigwag.core.message.mail;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaRetryReply;
import io.wigwag.core.message.receive.Envelope;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Resend;
import io.wigwag.core.message.send.SendOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Something about a device's messages that must not be lost.
public sealed interface MailEvent {

    /// A message, or what there is to tell of one that could not be read. It comes again, read, where a later try or
    /// the phone has it.
    ///
    /// @param author whose device wrote it
    record MessageCame(MessageId id, Named chat, Named author, Envelope envelope, Received.Outcome outcome)
            implements MailEvent {}

    /// The server's word about a message of ours.
    record Settled(SendOutcome outcome) implements MailEvent {}

    /// A device tells how far messages have come: ours, or with `own` what another device of ours did with theirs.
    record ReceiptCame(
            InboundReceipt.Kind kind, Named chat, Named who, boolean own, List<MessageId> ids, Optional<Instant> time)
            implements MailEvent {
        public ReceiptCame {
            ids = List.copyOf(ids);
        }
    }

    /// A device could not read a message of ours and asked for it.
    record AskedAgain(Resend answer) implements MailEvent {}

    /// Our phone has uploaded the file of a message again, or can't: the message's key opens what it says. Where it
    /// lies now is worth keeping with the message.
    record FileAnswered(MediaRetryReply reply) implements MailEvent {}

    /// A number and a hidden id turned out to be one person's: chats under both are one.
    record SamePerson(Jid phone, Jid lid) implements MailEvent {}

    /// Somebody has a new phone: their security code is another one.
    record NewPhone(Named account) implements MailEvent {}
}
