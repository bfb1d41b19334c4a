package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RefusalsTest {
    private static final Octets TOKEN = Octets.ofHex("0011223344");

    private final World world = new World();
    private final Party anna = world.device("491111", "7001", 0);
    private final Party ben = world.device("492222", "7002", 0);
    private final Party cleo = world.device("493333", "7003", 0);

    private List<Node> stanzas(String id) {
        return world.sent.stream()
                .filter(node -> node.is("message") && node.attributes().is("id", id))
                .toList();
    }

    @Test
    void everyCodeHasAMeaning() throws Exception {
        var meanings = Map.of(
                "400", Refusal.MALFORMED,
                "403", Refusal.NOT_ALLOWED,
                "404", Refusal.RECIPIENT_UNKNOWN,
                "405", Refusal.CONTENT_REFUSED,
                "420", Refusal.RATE_LIMITED,
                "475", Refusal.NEW_CHATS_CAPPED,
                "479", Refusal.MALFORMED,
                "599", Refusal.OTHER);
        for (var meaning : meanings.entrySet()) {
            world.errors.add(meaning.getKey());
            anna.send(ben.phone, "A" + meaning.getKey(), "hello");
            world.settle();
            assertThat(anna.outcomes.getLast())
                    .isEqualTo(new SendOutcome.Failed(
                            new MessageId("A" + meaning.getKey()),
                            ben.lid,
                            meaning.getValue(),
                            OptionalInt.of(Integer.parseInt(meaning.getKey()))));
            assertThat(meaning.getValue().advice()).isNotEmpty();
        }
        assertThat(anna.outbox.underway()).isEmpty();
        assertThat(ben.received).isEmpty();
    }

    @Test
    void aMissingTokenIsFetchedAndTheMessageGoesOnceMore() throws Exception {
        world.restricted.add(ben.phone);
        world.tokens.put(ben.phone, TOKEN);
        anna.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(stanzas("A1")).hasSize(2);
        assertThat(stanzas("A1").getLast().requireChild("tctoken").requireBytes())
                .isEqualTo(TOKEN);
        assertThat(stanzas("A1").getLast().attributes().requireJid("to")).isEqualTo(ben.lid);
        assertThat(ben.read()).containsExactly("hello");
        assertThat(anna.outcomes).singleElement().isInstanceOf(SendOutcome.Accepted.class);
        // The next one has it from the start.
        anna.send(ben.phone, "A2", "more");
        world.settle();
        assertThat(stanzas("A2")).hasSize(1);
    }

    @Test
    void whoGivesNoTokenIsNotAskedForever() throws Exception {
        world.restricted.add(ben.phone);
        anna.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(stanzas("A1")).hasSize(2);
        assertThat(anna.outcomes)
                .containsExactly(new SendOutcome.Failed(
                        new MessageId("A1"), ben.lid, Refusal.TOKEN_REQUIRED, OptionalInt.of(463)));
    }

    @Test
    void theAccountsSaltStandsInForAToken() throws Exception {
        anna.salt = Optional.of(Octets.ofHex("00".repeat(32)));
        world.restricted.add(ben.phone);
        anna.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(stanzas("A1"))
                .singleElement()
                .satisfies(node -> assertThat(
                                node.requireChild("cstoken").requireBytes().size())
                        .isEqualTo(32));
        assertThat(ben.read()).containsExactly("hello");
    }

    @Test
    void inTimeLockStrangersWaitAndFriendsDoNot() throws Exception {
        anna.send(cleo.phone, "C0", "hello cleo");
        world.settle();
        cleo.send(anna.phone, "C1", "hello anna");
        world.settle();
        world.timeLocked = true;
        world.restricted.add(ben.phone);
        anna.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(stanzas("A1")).hasSize(1);
        assertThat(anna.outcomes.getLast())
                .isInstanceOfSatisfying(
                        SendOutcome.Restricted.class,
                        restricted ->
                                assertThat(restricted.lock().until()).contains(world.now.plus(Duration.ofHours(1))));
        // No second stanza to a stranger leaves, and cleo, who has answered, still hears from us.
        assertThatThrownBy(() -> anna.send(ben.phone, "A2", "hello"))
                .isInstanceOfSatisfying(
                        SendRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Refusal.TIME_LOCKED));
        anna.send(cleo.phone, "C2", "still friends");
        world.settle();
        assertThat(cleo.read()).containsExactly("hello cleo", "still friends");
        // It ends by itself.
        world.now = world.now.plus(Duration.ofHours(2));
        world.timeLocked = false;
        world.restricted.clear();
        anna.send(ben.phone, "A3", "hello at last");
        world.settle();
        assertThat(ben.read()).containsExactly("hello at last");
    }

    @Test
    void aLockWithoutAnEndIsAskedAboutAgain() throws Exception {
        world.timeLocked = true;
        world.lockEnds = 0;
        world.restricted.add(ben.phone);
        anna.send(ben.phone, "A1", "hello");
        world.settle();
        assertThat(anna.outcomes.getLast()).isInstanceOf(SendOutcome.Restricted.class);
        var asked = world.asked.size();
        assertThatThrownBy(() -> anna.send(cleo.phone, "C1", "hello")).isInstanceOf(SendRefused.class);
        assertThat(world.asked).hasSize(asked);

        // The server does not tell that it is over.
        world.timeLocked = false;
        world.now = world.now.plus(Duration.ofMinutes(1));
        anna.send(cleo.phone, "C2", "hello cleo");
        world.settle();
        assertThat(cleo.read()).containsExactly("hello cleo");
    }

    @Test
    void whatPassesIsSentAgainAsItWas() throws Exception {
        world.errors.add("503");
        anna.send(ben.phone, "A1", "hello");
        world.settle();
        assertThat(anna.outcomes).isEmpty();
        world.now = world.now.plus(Duration.ofSeconds(11));
        assertThat(anna.outbox.overdue(anna.line)).isEmpty();
        world.settle();

        assertThat(stanzas("A1")).hasSize(2).allMatch(stanzas("A1").getFirst()::equals);
        assertThat(anna.outcomes).singleElement().isInstanceOf(SendOutcome.Accepted.class);
        assertThat(ben.read()).containsExactly("hello");
    }

    /// A server that only ever says `wait` has not taken the message, however often it says so.
    @Test
    void whatTheServerPutsOffIsNeverTakenForSent() throws Exception {
        world.putsOff = 3;
        anna.send(ben.phone, "A1", "hello");
        world.settle();
        for (var i = 0; i < 2; i++) {
            assertThat(anna.outcomes).isEmpty();
            world.now = world.now.plus(Duration.ofSeconds(11));
            assertThat(anna.outbox.overdue(anna.line)).isEmpty();
            world.settle();
        }
        assertThat(anna.outcomes)
                .containsExactly(
                        new SendOutcome.Failed(new MessageId("A1"), ben.lid, Refusal.UNAVAILABLE, OptionalInt.of(503)));
        assertThat(ben.read()).isEmpty();
    }

    @Test
    void oftenSentIsNotOftenPutOff() throws Exception {
        world.acks = false;
        anna.send(ben.phone, "A1", "hello");
        for (var i = 0; i < 5; i++) {
            anna.outbox.resume(anna.line);
        }
        world.acks = true;
        world.putsOff = 1;
        anna.outbox.resume(anna.line);
        world.settle();
        assertThat(anna.outcomes).isEmpty();
        anna.outbox.resume(anna.line);
        world.settle();
        assertThat(anna.outcomes).singleElement().isInstanceOf(SendOutcome.Accepted.class);
    }

    @Test
    void aTokenThatNobodyTakesCostsNoOutcome() throws Exception {
        anna.outbox.send(anna.line, new Letter(new MessageId("A1"), ben.phone, Party.text("hello")));
        world.settle();
        assertThat(anna.outcomes).singleElement().isInstanceOf(SendOutcome.Accepted.class);
        world.silent = true;
        anna.outbox.issueTokens(anna.line);
        world.silent = false;
        world.asked.clear();
        anna.outbox.issueTokens(anna.line);
        assertThat(world.asked).isEmpty();
    }

    @Test
    void silenceEndsAsUnconfirmedAndTheNextConnectionSettlesIt() throws Exception {
        world.acks = false;
        anna.send(ben.phone, "A1", "hello");
        for (var i = 0; i < 2; i++) {
            world.now = world.now.plus(Duration.ofSeconds(11));
            assertThat(anna.outbox.overdue(anna.line)).isEmpty();
        }
        world.now = world.now.plus(Duration.ofSeconds(11));
        assertThat(anna.outbox.overdue(anna.line))
                .containsExactly(new SendOutcome.Unconfirmed(new MessageId("A1"), ben.lid));
        world.now = world.now.plus(Duration.ofSeconds(11));
        assertThat(anna.outbox.overdue(anna.line)).isEmpty();
        assertThat(stanzas("A1")).hasSize(3);

        world.acks = true;
        anna.outbox.resume(anna.line);
        world.settle();

        assertThat(ben.read()).containsExactly("hello");
        assertThat(anna.outcomes).singleElement().isInstanceOf(SendOutcome.Accepted.class);
        assertThat(anna.outbox.underway()).isEmpty();
    }

    @Test
    void aMessageThatMetABrokenLineIsStillUnderway() throws Exception {
        anna.send(ben.phone, "A0", "first");
        world.settle();
        world.silent = true;
        assertThatThrownBy(() -> anna.send(ben.phone, "A1", "hello")).isInstanceOf(Unanswered.class);
        assertThat(anna.outbox.underway()).containsExactly(new MessageId("A1"));

        world.silent = false;
        anna.outbox.resume(anna.line);
        world.settle();

        assertThat(ben.read()).containsExactly("first", "hello");
    }

    @Test
    void theSameIdIsTheSameMessage() throws Exception {
        anna.send(ben.phone, "A1", "hello");
        anna.send(ben.phone, "A1", "hello");
        world.settle();

        assertThat(stanzas("A1")).hasSize(2).allMatch(stanzas("A1").getFirst()::equals);
        assertThat(ben.read()).containsExactly("hello");
    }
}
