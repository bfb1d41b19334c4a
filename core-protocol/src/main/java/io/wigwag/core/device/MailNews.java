package io.wigwag.core.device;

import io.wigwag.core.id.Jid;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.receive.Envelope;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.people.Aliases;
import java.util.ArrayList;
import java.util.List;

/// What there is to tell of a stanza to whoever keeps messages, with everybody under the one name that is kept for
/// them.
record MailNews(Aliases aliases) {

    List<MailEvent> of(Received received) {
        var events = new ArrayList<MailEvent>();
        for (var merged : received.merged()) {
            events.add(new MailEvent.SamePerson(merged.phone(), merged.lid()));
        }
        received.envelope()
                .filter(envelope ->
                        isNews(received.outcome()) && envelope.place().kind() != Envelope.Kind.PEER)
                .ifPresent(envelope -> events.add(came(envelope, received.outcome())));
        received.identityChange()
                .flatMap(_ -> received.envelope())
                .ifPresent(envelope -> events.add(newPhone(envelope.author().device())));
        return events;
    }

    private static boolean isNews(Received.Outcome outcome) {
        return switch (outcome) {
            case Received.Read _ -> true;
            case Received.Garbled _ -> true;
            case Received.Absent _ -> true;
            case Received.Unreadable unreadable -> !unreadable.hidden();
            case Received.KeysOnly _ -> false;
            case Received.Duplicate _ -> false;
            case Received.Dropped _ -> false;
        };
    }

    MailEvent came(Envelope envelope, Received.Outcome outcome) {
        return new MailEvent.MessageCame(
                envelope.id(),
                named(envelope.place().chat()),
                named(envelope.author().device()),
                envelope,
                outcome);
    }

    MailEvent told(InboundReceipt receipt) {
        return new MailEvent.ReceiptCame(
                receipt.kind(),
                named(receipt.chat()),
                named(receipt.who()),
                receipt.own(),
                receipt.ids(),
                receipt.time());
    }

    MailEvent newPhone(Jid account) {
        return new MailEvent.NewPhone(named(account));
    }

    private Named named(Jid jid) {
        return new Named(aliases.canonical(jid), aliases.phone(jid));
    }
}
