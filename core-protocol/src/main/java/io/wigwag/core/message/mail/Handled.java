package io.wigwag.core.message.mail;

import io.wigwag.core.binary.Node;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.media.MediaRetryReply;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.PhoneAnswers;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Resend;
import io.wigwag.core.message.send.SendOutcome;
import java.util.List;

/// What a stanza came to. Where it has `replies`, these leave when whoever listens has taken in what happened.
public sealed interface Handled {

    /// A message, or what was left of it: its own order of storing, committing and replying applies.
    record Opened(Received received) implements Handled {}

    /// Our phone hands over messages that we could not read. They are kept before its own is committed and answered.
    record FromPhone(Received received, List<PhoneAnswers.Found> found) implements Handled {
        public FromPhone {
            found = List.copyOf(found);
        }
    }

    /// The server's word about messages of ours.
    record Answered(List<SendOutcome> outcomes) implements Handled {}

    /// Devices tell what they did with messages.
    record Told(List<InboundReceipt> receipts, List<Node> replies) implements Handled {}

    /// A device could not read a message of ours.
    record AskedAgain(Resend resend, List<Node> replies) implements Handled {}

    /// Our phone has uploaded a file again, or can't.
    record FileAnswered(MediaRetryReply reply, List<Node> replies) implements Handled {}

    /// Somebody has a new phone.
    record NewPhone(Jid account, List<Node> replies) implements Handled {}

    /// Somebody changed a group.
    record GroupChanged(List<PeopleEvent> news, List<Node> replies) implements Handled {}

    /// Something about people has changed that is not for anybody's eyes: devices, members, tokens.
    record Noted(List<Node> replies) implements Handled {}

    /// What nobody could make sense of, or what could not be followed for now; the reason is for the log.
    record Unread(String why, List<Node> replies) implements Handled {}
}
