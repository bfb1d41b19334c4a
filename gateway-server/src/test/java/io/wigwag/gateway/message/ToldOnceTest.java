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
import io.wigwag.proto.e2e.Message;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.testing.FaultyAdapter;
import io.wigwag.storage.testing.MemoryAdapter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A process that ends between a message and the event that tells of it leaves a store whose batches are no more than
/// sequences of writes, as those of MongoDB are, with the one and without the other. The next process tells of it.
class ToldOnceTest {
    private static final Jid BOB = bob();
    private static final MessageId ID = new MessageId("3EB0AA");

    private final MemoryAdapter disk = new MemoryAdapter();
    private final MasterKey master = MessageLife.masterKey();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private int lives;

    private static Jid bob() {
        try {
            return Jid.of("4912345", Server.USER);
        } catch (MalformedJid e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// A gateway on the disk that may end.
    private final class Life {
        private final FaultyAdapter adapter = new FaultyAdapter(disk);
        private final MessageLife parts;
        private final Inflow inflow;

        Life() {
            now = now.plusSeconds(1);
            parts = new MessageLife(adapter, master, () -> now, ++lives);
            inflow = parts.inflow();
        }

        List<String> told() {
            return parts.told();
        }

        List<MessageRecord> kept() {
            return parts.kept();
        }

        /// A message of ours waits to be sent.
        void submit() {
            parts.submit("msg_1", ID.value(), BOB, text().payload());
        }
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
        var waiting = next.parts.waiting();
        if (waiting.isEmpty() || waiting.getFirst().standing().state() != MessageState.FAILED) {
            next.inflow.keep(refused());
        } else {
            next.parts.reporter().settled(next.parts.station(), waiting.getFirst());
        }

        assertThat(next.told()).containsExactly("message.status failed");
        assertThat(next.kept().getFirst().queued()).isEmpty();
    }
}
