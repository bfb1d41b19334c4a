package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.id.Server;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.Named;
import io.wigwag.core.message.receive.Envelope;
import io.wigwag.core.message.receive.InboundReceipt;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.device.TestStations;
import io.wigwag.gateway.event.Events;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.proto.e2e.Message;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.MalformedCursor;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.testing.FaultyAdapter;
import io.wigwag.storage.testing.MemoryAdapter;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process that ends between a message and the event that tells of it leaves a store whose batches are no more than
/// sequences of writes, as those of MongoDB are, with the one and without the other. The next process tells of it.
class ToldOnceTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final String DEVICE = "dev_1";
    private static final Jid BOB = bob();
    private static final MessageId ID = new MessageId("3EB0AA");

    private final MemoryAdapter disk = new MemoryAdapter();
    private final SecureRandom random = new SecureRandom();
    private final MasterKey master = masterKey();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private int lives;

    private static Jid bob() {
        try {
            return Jid.of("4912345", Server.USER);
        } catch (MalformedJid e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static MasterKey masterKey() {
        try {
            return MasterKey.generate("test", new SecureRandom());
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// One life of a gateway on the disk, as far as messages go.
    private final class Life {
        private final FaultyAdapter adapter = new FaultyAdapter(disk);
        private final Events events;
        private final MessageBook book;
        private final Station station;
        private final Reporter reporter;
        private final Chats chats;
        private final Inflow inflow;

        Life() {
            now = now.plusSeconds(1);
            var keys = new DataKeys(
                    DocumentKeychains.over(adapter), masterKeys(), random, () -> now, DataKeys.Bounds.DEFAULT);
            var schemas = new ArrayList<>(Catalogue.schemas());
            schemas.addAll(MessageBook.schemas());
            var store = DocumentStore.open(adapter, new RecordSealer(keys, random), schemas);
            var membership = Membership.joinAlone(store, "process-" + ++lives, "test", () -> now);
            var rules = new Events.Rules(Duration.ofDays(7), Duration.ZERO);
            events = new Events(store, membership, () -> now, new SplittableRandom(lives), rules);
            book = new MessageBook(store);
            var journal = events.journal(ANA, DEVICE).orElseThrow();
            station = TestStations.station(store, ANA, DEVICE, journal, () -> now);
            reporter = new Reporter(book, new NoTraffic(), () -> now);
            chats = new Chats(new LookupHashes(keys));
            var ids = new SortableIds(() -> now, new SplittableRandom(lives));
            inflow = new Inflow(station, book, reporter, chats, () -> now, (_, _) -> {}, ids);
        }

        List<String> told() {
            return events.after(ANA, Optional.of(DEVICE), 0, 100).stream()
                    .map(event -> event.type()
                            + (event.type().equals("message.status")
                                    ? " " + event.data().path("status").asString()
                                    : ""))
                    .toList();
        }

        List<MessageRecord> kept() {
            try {
                return book.list(ANA, Optional.empty(), Optional.empty(), 10).records();
            } catch (MalformedCursor e) {
                throw new IllegalArgumentException(e);
            }
        }

        /// A message of ours waits to be sent.
        void submit() {
            var message = new MessageRecord(
                    "msg_1",
                    DEVICE,
                    MessageRecord.Direction.OUT,
                    MessageRecord.Kind.TEXT,
                    ID.value(),
                    chats.ownKey(ANA, ID.value()),
                    chats.key(ANA, BOB),
                    now,
                    MessageRecord.Standing.of(MessageState.QUEUED, now),
                    Optional.of(now),
                    Optional.empty(),
                    new MessageRecord.Contents(
                            BOB.toString(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(text().payload()),
                            Optional.empty()));
            book.insert(ANA, message, Optional.empty());
        }
    }

    private LocalMasterKeys masterKeys() {
        try {
            return new LocalMasterKeys(List.of(master), random);
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static final class NoTraffic implements Traffic {
        @Override
        public void came() {}

        @Override
        public void became(String state) {}

        @Override
        public void failed(String code) {}
    }

    private static Received.Read text() {
        var message = Message.newBuilder().setConversation("hello").build();
        return new Received.Read(message, Octets.wrap(message.toByteArray()));
    }

    private MailEvent.MessageCame came(Received.Outcome outcome) {
        var bob = new Named(BOB, Optional.of(BOB));
        var envelope = new Envelope(
                ID,
                new Envelope.Place(Envelope.Kind.DIRECT, BOB, Optional.empty()),
                new Envelope.Author(BOB, Optional.empty(), false, Optional.of("Bob"), Optional.empty()),
                now,
                new Envelope.Marks("text", Optional.empty(), false, Optional.empty(), Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new MailEvent.MessageCame(ID, bob, bob, envelope, outcome);
    }

    private static MailEvent.Settled accepted() {
        return new MailEvent.Settled(new SendOutcome.Accepted(ID, BOB, Optional.empty(), Optional.empty()));
    }

    private static MailEvent.Settled refused() {
        return new MailEvent.Settled(new SendOutcome.Failed(ID, BOB, Refusal.TIME_LOCKED, OptionalInt.empty()));
    }

    private static MailEvent.ReceiptCame delivered() {
        var bob = new Named(BOB, Optional.of(BOB));
        return new MailEvent.ReceiptCame(InboundReceipt.Kind.DELIVERED, bob, bob, false, List.of(ID), Optional.empty());
    }

    /// Ends in its next batch, after so many steps, while something is kept.
    private static void endsWhileKeeping(Life life, int steps, MailEvent event) {
        life.adapter.dieInNextBatchAfter(steps);
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> life.inflow.keep(event));
    }

    /// Steps are fences and writes, in turn where a batch comes to another collection: the message is the second, the
    /// event the last.
    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6"})
    void aMessageThatCame(int steps) {
        endsWhileKeeping(new Life(), steps, came(text()));

        var next = new Life();
        next.inflow.keep(came(text()));
        next.inflow.keep(came(text()));

        assertThat(next.told()).containsExactly("message.received");
        assertThat(next.kept()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6"})
    void aMessageThatCouldBeReadTheSecondTime(int steps) {
        var first = new Life();
        first.inflow.keep(came(new Received.Duplicate()));
        endsWhileKeeping(first, steps, came(text()));

        var next = new Life();
        next.inflow.keep(came(text()));
        next.inflow.keep(came(text()));

        assertThat(next.told()).containsExactly("message.unreadable", "message.received");
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6"})
    void theServersWord(int steps) {
        var first = new Life();
        first.submit();
        endsWhileKeeping(first, steps, accepted());

        var next = new Life();
        next.inflow.keep(accepted());
        next.inflow.keep(accepted());
        next.inflow.keep(delivered());

        assertThat(next.told()).containsExactly("message.status sent", "message.status delivered");
        assertThat(next.kept().getFirst().queued()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6"})
    void aReceiptThatIsTheFirstToComeAgain(int steps) {
        var first = new Life();
        first.submit();
        endsWhileKeeping(first, steps, accepted());

        var next = new Life();
        var wasNoted = next.kept().getFirst().standing().state() == MessageState.SENT;
        next.inflow.keep(delivered());

        assertThat(next.told())
                .containsExactlyElementsOf(
                        wasNoted
                                ? List.of("message.status sent", "message.status delivered")
                                : List.of("message.status delivered"));
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2", "3", "4", "5", "6", "7"})
    void aRefusalLeavesTheQueueOnceItIsTold(int steps) {
        var first = new Life();
        first.submit();
        endsWhileKeeping(first, steps, refused());

        var next = new Life();
        var waiting = next.book.queue(ANA, DEVICE, Optional.empty()).records();
        if (waiting.isEmpty() || waiting.getFirst().standing().state() != MessageState.FAILED) {
            next.inflow.keep(refused());
        } else {
            next.reporter.settled(next.station, waiting.getFirst());
        }

        assertThat(next.told()).containsExactly("message.status failed");
        assertThat(next.kept().getFirst().queued()).isEmpty();
    }
}
