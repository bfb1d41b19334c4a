package io.wigwag.gateway.message;

import io.wigwag.core.id.Jid;
import io.wigwag.core.media.MediaRetryReply;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Versioned;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Keeps a device's mail: messages and the events that tell of them in one write, before the server hears that they
/// arrived. What comes twice is known by its key, kept once and told once.
final class Inflow implements MailKeeper {
    private static final Shape<MessageView> VIEW = Shapes.standard().of(MessageView.class);
    private static final Shape<Merged> MERGED = Shapes.standard().of(Merged.class);
    private static final Shape<Person> PERSON = Shapes.standard().of(Person.class);

    private final Station station;
    private final MessageBook book;
    private final Reporter reporter;
    private final Chats chats;
    private final InstantSource clock;
    private final BiConsumer<Station, MediaRetryReply> files;
    private final SortableIds ids;

    Inflow(
            Station station,
            MessageBook book,
            Reporter reporter,
            Chats chats,
            InstantSource clock,
            BiConsumer<Station, MediaRetryReply> files,
            SortableIds ids) {
        this.station = station;
        this.book = book;
        this.reporter = reporter;
        this.chats = chats;
        this.clock = clock;
        this.files = files;
        this.ids = ids;
    }

    /// A number and a hidden id are one person's.
    record Merged(String phone, String lid) {}

    record Person(String address, Optional<String> phone) {}

    @Override
    public void keep(MailEvent event) {
        switch (event) {
            case MailEvent.MessageCame came -> came(came);
            case MailEvent.Settled(var outcome) -> settled(outcome);
            case MailEvent.ReceiptCame receipt -> receipt(receipt);
            case MailEvent.SamePerson(var phone, var lid) -> samePerson(phone, lid);
            case MailEvent.NewPhone(var account) ->
                tell(new Happening(
                        "contact.identity_changed",
                        Optional.of(chats.key(station.tenant(), account.jid())),
                        Json.tree(
                                PERSON,
                                new Person(
                                        account.jid().bare().toString(),
                                        account.phone().map(Chats::phone)))));
            case MailEvent.FileAnswered(var reply) -> files.accept(station, reply);
            case MailEvent.AskedAgain _ -> {
                // The engine has sent it again; for whoever sent it, nothing has changed.
            }
        }
    }

    private void tell(Happening happening) {
        station.journal().write(book.nothing(), List.of(happening));
    }

    // --- Messages

    private void came(MailEvent.MessageCame came) {
        var message = record(came);
        var before = known(came, message);
        try {
            if (before.isEmpty()) {
                station.journal()
                        .write(
                                place -> book.keeping(station.tenant(), message.toldAt(place)),
                                List.of(happening(message)));
                reporter.came();
            } else if (before.get().record().kind() == MessageRecord.Kind.UNREADABLE
                    && message.kind() != MessageRecord.Kind.UNREADABLE) {
                var read = withId(message, before.get().record().id());
                station.journal()
                        .write(
                                place -> book.replacing(before.get().with(read.toldAt(place))),
                                List.of(happening(read)));
            } else {
                tellMissing(before.get().record());
            }
        } catch (DuplicateKey there) {
            // Kept in an attempt of which we never heard the end.
            book.byKey(station.tenant(), station.id(), message.key()).ifPresent(kept -> tellMissing(kept.record()));
        }
    }

    /// One that was kept by a process that ended before it told.
    private void tellMissing(MessageRecord kept) {
        if (kept.told().filter(place -> !station.journal().hasTold(place)).isPresent()) {
            station.journal()
                    .write(place -> book.telling(station.tenant(), kept.id(), place), List.of(happening(kept)));
        }
    }

    private Optional<Versioned<MessageRecord>> known(MailEvent.MessageCame came, MessageRecord message) {
        var same = book.byKey(station.tenant(), station.id(), message.key());
        if (same.isPresent() || came.envelope().author().own()) {
            return same;
        }
        // It may have been kept under the author's other name, before the two were known to be one.
        return came.author().phone().flatMap(phone -> {
            var chat = came.chat().phone().orElse(came.chat().jid());
            return book.byKey(
                    station.tenant(),
                    station.id(),
                    chats.key(station.tenant(), chat, phone, came.id().value()));
        });
    }

    private MessageRecord record(MailEvent.MessageCame came) {
        var tenant = station.tenant();
        var envelope = came.envelope();
        var own = envelope.author().own();
        var now = clock.instant();
        var wire = wire(came.outcome());
        var chat = came.chat().jid().bare();
        var author = came.author().jid().bare();
        return new MessageRecord(
                ids.next("msg_"),
                station.id(),
                own ? MessageRecord.Direction.OUT : MessageRecord.Direction.IN,
                wire.flatMap(Views::read)
                        .map(read -> Views.kind(read.content()))
                        .orElse(MessageRecord.Kind.UNREADABLE),
                came.id().value(),
                own
                        ? chats.ownKey(tenant, came.id().value())
                        : chats.key(tenant, chat, author, came.id().value()),
                chats.key(tenant, chat),
                now,
                MessageRecord.Standing.of(own ? MessageState.SENT : MessageState.RECEIVED, now),
                Optional.empty(),
                Optional.empty(),
                new MessageRecord.Contents(
                        chat.toString(),
                        came.chat().phone().map(Chats::phone),
                        own ? Optional.empty() : Optional.of(author.toString()),
                        envelope.author().name(),
                        Optional.of(envelope.time()),
                        Optional.empty(),
                        wire,
                        Optional.empty()));
    }

    private static MessageRecord withId(MessageRecord message, String id) {
        return new MessageRecord(
                id,
                message.device(),
                message.direction(),
                message.kind(),
                message.waId(),
                message.key(),
                message.chatKey(),
                message.created(),
                message.standing(),
                message.queued(),
                message.told(),
                message.contents());
    }

    private static Optional<Octets> wire(Received.Outcome outcome) {
        return outcome instanceof Received.Read read ? Optional.of(read.payload()) : Optional.empty();
    }

    private static Happening happening(MessageRecord message) {
        var type = switch (message.kind()) {
            case REACTION -> "message.reaction";
            case EDIT -> "message.edited";
            case REVOKE -> "message.revoked";
            case UNREADABLE -> "message.unreadable";
            default ->
                message.direction() == MessageRecord.Direction.IN ? "message.received" : "message.sent_elsewhere";
        };
        return new Happening(type, Optional.of(message.chatKey()), Json.tree(VIEW, Views.of(message)));
    }

    // --- What becomes of ours

    private void settled(SendOutcome outcome) {
        var message = book.byKey(
                        station.tenant(),
                        station.id(),
                        chats.ownKey(station.tenant(), outcome.id().value()))
                .map(found -> found.record());
        if (message.isEmpty()) {
            return;
        }
        switch (outcome) {
            case SendOutcome.Accepted accepted ->
                reporter.forward(
                        station,
                        message.get(),
                        MessageState.SENT,
                        Optional.empty(),
                        Optional.of(chats.key(station.tenant(), accepted.chat())));
            case SendOutcome.Failed failed ->
                reporter.failed(
                        station,
                        message.get(),
                        failed.reason().name().toLowerCase(Locale.ROOT),
                        failed.reason().advice());
            case SendOutcome.Restricted _ ->
                reporter.failed(
                        station,
                        message.get(),
                        Refusal.TIME_LOCKED.name().toLowerCase(Locale.ROOT),
                        Refusal.TIME_LOCKED.advice());
            case SendOutcome.Unconfirmed _ -> {
                // Nobody knows: it stays in the queue and goes again, under the same id.
            }
        }
    }

    private void receipt(MailEvent.ReceiptCame receipt) {
        var state = state(receipt.kind());
        if (state.isEmpty() || receipt.own()) {
            return;
        }
        for (var id : receipt.ids()) {
            book.byKey(station.tenant(), station.id(), chats.ownKey(station.tenant(), id.value()))
                    .ifPresent(message -> reporter.forward(
                            station,
                            message.record(),
                            state.get(),
                            Optional.of(address(receipt.who())),
                            Optional.empty()));
        }
    }

    private static String address(Named who) {
        return who.phone().map(Chats::phone).orElse(who.jid().bare().toString());
    }

    private static Optional<MessageState> state(InboundReceipt.Kind kind) {
        return switch (kind) {
            case DELIVERED -> Optional.of(MessageState.DELIVERED);
            case READ -> Optional.of(MessageState.READ);
            case PLAYED -> Optional.of(MessageState.PLAYED);
            case ARRIVED, INTERNAL, MEDIA_LOST -> Optional.empty();
        };
    }

    // --- People

    private void samePerson(Jid phone, Jid lid) {
        var tenant = station.tenant();
        book.merge(tenant, station.id(), chats.key(tenant, phone), chats.key(tenant, lid));
        tell(new Happening(
                "contact.merged",
                Optional.of(chats.key(tenant, lid)),
                Json.tree(MERGED, new Merged(Chats.phone(phone), lid.bare().toString()))));
    }
}
