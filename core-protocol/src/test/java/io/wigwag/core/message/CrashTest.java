package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.mail.Handled;
import io.wigwag.core.message.mail.Mail;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendSettings;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.testing.SeededRandom;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process that ends at any moment of sending and receiving: what is kept is its memory of sessions, its list of what
/// is to be sent, and what it has stored of what came.
class CrashTest {
    private static final int MESSAGES = 1_000;

    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);
    private final Party ben = world.device("492222", "7002", 0);
    private final Map<String, String> toSend = new LinkedHashMap<>();
    private final Set<String> stored = new LinkedHashSet<>();
    private final Map<String, Integer> handed = new LinkedHashMap<>();

    /// The process stops here.
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Mail started(Party party) {
        var settings = SendSettings.usual(Optional.empty(), () -> Optional.<Octets>empty());
        return new Mail(party.own, party.state, party.keys, settings, () -> world.now, new SeededRandom(9));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void nothingIsLostNothingIsDoubledAndNoSessionBreaks(long seed) throws Exception {
        var random = new SeededRandom(seed);
        var sender = started(anna);
        var receiver = started(ben);
        var chats = world.group("120363001", true, anna, ben).jid();
        for (var i = 0; i < MESSAGES; i++) {
            toSend.put("A" + i, "message " + i);
        }
        var open = new LinkedHashMap<>(toSend);
        var crashes = 0;
        for (var rounds = 0; !open.isEmpty(); rounds++) {
            assertThat(rounds).as("rounds of seed %s", seed).isLessThan(20 * MESSAGES);
            try {
                for (var entry : new LinkedHashMap<>(open).entrySet()) {
                    var id = new MessageId(entry.getKey());
                    var chat = entry.getKey().hashCode() % 3 == 0 ? chats : ben.phone;
                    if (random.nextInt(100) == 0) {
                        anna.state.refuseNextCommit();
                    }
                    sender.send(anna.line, new Letter(id, chat, Party.text(entry.getValue())));
                    mayDie(random);
                    answers(sender, open, random);
                    receive(receiver, random);
                }
            } catch (Killed | CommitRefused killed) {
                // Either end died: both start anew, from what they had committed, and the server repeats itself.
                crashes++;
                sender = started(anna);
                receiver = started(ben);
            }
        }
        for (var rounds = 0; !ben.inbound.isEmpty(); rounds++) {
            assertThat(rounds).isLessThan(1_000);
            try {
                receive(receiver, random);
                answers(sender, open, random);
            } catch (Killed | CommitRefused killed) {
                receiver = started(ben);
            }
        }

        assertThat(crashes).as("crashes of seed %s", seed).isGreaterThan(20);
        assertThat(stored).as("seed %s", seed).containsExactlyInAnyOrderElementsOf(toSend.keySet());
        assertThat(handed.values()).allMatch(times -> times >= 1);
        // And they go on talking.
        ben.send(anna.phone, "B1", "fine?");
        assertThat(sender.take(anna.line, anna.inbound.getLast()).orElseThrow())
                .isInstanceOfSatisfying(
                        Handled.Opened.class,
                        opened -> assertThat(opened.received().outcome()).isInstanceOf(Received.Read.class));
    }

    private static void mayDie(SeededRandom random) {
        if (random.nextInt(60) == 0) {
            throw new Killed();
        }
    }

    /// The server's answers to the sender; whatever is not taken in stays in the list of what is to be sent.
    private void answers(Mail sender, Map<String, String> open, SeededRandom random) throws Exception {
        for (var next = anna.inbound.peek(); next != null; next = anna.inbound.peek()) {
            var handled = sender.take(anna.line, next);
            if (handled.isPresent() && handled.get() instanceof Handled.Answered(var outcomes)) {
                for (var outcome : outcomes) {
                    assertThat(outcome).isInstanceOf(SendOutcome.Accepted.class);
                    open.remove(outcome.id().value());
                }
            }
            anna.inbound.poll();
            mayDie(random);
        }
    }

    /// The order of the promise: stored, committed, confirmed. Only what is confirmed leaves the server's queue.
    private void receive(Mail receiver, SeededRandom random) throws Exception {
        for (var next = ben.inbound.peek(); next != null; next = ben.inbound.peek()) {
            if (!next.is("message")) {
                var unused = receiver.take(ben.line, next);
                assertThat(unused).isPresent();
                ben.inbound.poll();
                continue;
            }
            var received = ((Handled.Opened) receiver.take(ben.line, next).orElseThrow()).received();
            mayDie(random);
            if (received.outcome() instanceof Received.Read(var message, var _)) {
                var id = received.envelope().orElseThrow().id().value();
                handed.merge(id, 1, Integer::sum);
                // The store knows the id: what comes twice is there once.
                if (stored.add(id)) {
                    assertThat(message.getConversation()).isEqualTo(toSend.get(id));
                }
            }
            mayDie(random);
            if (!received.changes().isEmpty()) {
                ben.state.commit(received.changes());
            }
            mayDie(random);
            for (var reply : received.replies()) {
                ben.line.send(reply);
            }
            ben.inbound.poll();
            mayDie(random);
        }
    }
}
