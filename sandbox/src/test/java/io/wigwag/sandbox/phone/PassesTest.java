package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.proto.history.Conversation;
import io.wigwag.proto.history.HistorySync;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.people.TokensInHistory;
import io.wigwag.sandbox.people.TrustTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Phones at the doors of the restricted.
class PassesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
    private static final String BY_TOKEN_ALONE = "scenario:restricted,cs_enabled=0:carol";

    private Sandbox sandbox;
    private VirtualPhone alice;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        sandbox.clock().set(new SandboxClock.Mode.Manual(START));
        alice = sandbox.phones().create("alice");
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        sandbox.close();
    }

    private <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    private long given() {
        return sandbox.events().after(0).stream()
                .filter(event -> event.type().equals("token.issued"))
                .count();
    }

    private TrustTokens.Token token(VirtualPhone giver, VirtualPhone holder) throws Exception {
        return inTheWorld(() -> sandbox.people().tokens().latest(giver.account(), holder.account()))
                .orElseThrow();
    }

    @Test
    void whoWasWrittenToMayWriteBack() {
        var carol = sandbox.phones().create(BY_TOKEN_ALONE);
        assertThat(alice.sendText(carol.number(), "who are you?").refusal()).isEqualTo(OptionalInt.of(463));

        carol.sendText(alice.number(), "hello");
        alice.awaitText("hello", SOON);

        assertThat(alice.sendText(carol.number(), "hi").isRefused()).isFalse();
        carol.awaitText("hi", SOON);
        assertThat(carol.inbox()).extracting(Received::id).hasSize(1);
        assertThat(alice.heard())
                .filteredOn(stanza -> stanza.attributes().is("type", "privacy_token"))
                .hasSize(1);
    }

    @Test
    void strangersShowATokenOfTheirOwnSalt() {
        var carol = sandbox.phones().create("restricted:carol");
        var dora = sandbox.phones().create("scenario:nct_send_ab=0:dora");

        assertThat(dora.sendText(carol.number(), "?").refusal()).isEqualTo(OptionalInt.of(463));
        assertThat(alice.sendText(carol.number(), "hello").isRefused()).isFalse();
        carol.awaitText("hello", SOON);
    }

    @Test
    void whatIsSentAgainPassesTheSameDoor() {
        var carol = sandbox.phones().create(BY_TOKEN_ALONE);
        carol.sendText(alice.number(), "hello");
        alice.awaitText("hello", SOON);

        alice.send(Draft.of(carol.number(), Contents.text("spoiled")).spoiled(Corruption.MAC));

        carol.awaitText("spoiled", SOON);
    }

    @Test
    void presenceIsToldToWhoHoldsAToken() throws Exception {
        var carol = sandbox.phones().create("restricted:carol");
        carol.available(true);
        alice.watch(carol.number());
        assertThat(inTheWorld(alice::heard)).noneMatch(stanza -> stanza.is("presence"));

        carol.sendText(alice.number(), "hello");
        alice.awaitText("hello", SOON);
        alice.watch(carol.number());

        assertThat(inTheWorld(alice::heard)).anyMatch(stanza -> stanza.is("presence"));
    }

    @Test
    void tokensAreGivenOnceInSevenDays() throws Exception {
        var bob = sandbox.phones().create("bob");
        alice.sendText(bob.number(), "one");
        alice.sendText(bob.number(), "two");
        alice.sendText(alice.number(), "for myself");
        assertThat(given()).isEqualTo(1);
        var first = token(alice, bob);

        sandbox.clock().set(new SandboxClock.Mode.Manual(START.plus(Duration.ofDays(7))));
        alice.sendText(bob.number(), "three");

        assertThat(given()).isEqualTo(2);
        assertThat(token(alice, bob)).isNotEqualTo(first);
    }

    @Test
    void aNewTelephoneIsStillTrusted() throws Exception {
        var bob = sandbox.phones().create("bob");
        alice.sendText(bob.number(), "one");
        var first = token(alice, bob);
        sandbox.clock().set(new SandboxClock.Mode.Manual(START.plus(Duration.ofDays(1))));

        bob.newIdentity();

        var second = token(alice, bob);
        assertThat(second.bytes()).isNotEqualTo(first.bytes());
        assertThat(second.seconds()).as("it lives no longer").isEqualTo(first.seconds());
    }

    @Test
    void companionsLearnTheTokensOfTheirChats() throws Exception {
        var bob = sandbox.phones().create("bob");
        alice.sendText(bob.number(), "one");
        bob.sendText(alice.number(), "two");
        var sync = HistorySync.newBuilder()
                .addConversations(Conversation.newBuilder().setId(bob.lid().toString()))
                .addConversations(Conversation.newBuilder().setId(alice.pn().toString()))
                .addConversations(Conversation.newBuilder().setId("120363204174603260@g.us"));

        inTheWorld(() -> {
            new TokensInHistory(sandbox.exchange().accounts(), sandbox.people()).addTo(sync, alice.account());
            return true;
        });

        var held = token(bob, alice);
        assertThat(sync.getConversations(0).getTcToken().toByteArray())
                .isEqualTo(held.bytes().toArray());
        assertThat(sync.getConversations(0).getTcTokenTimestamp()).isEqualTo(held.seconds());
        assertThat(sync.getConversations(0).getTcTokenSenderTimestamp())
                .isEqualTo(token(alice, bob).seconds());
        assertThat(sync.getConversationsList().subList(1, 3)).noneMatch(Conversation::hasTcToken);
    }
}
