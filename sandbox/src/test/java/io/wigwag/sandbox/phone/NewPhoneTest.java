package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.proto.pairing.ADVKeyIndexList;
import io.wigwag.proto.pairing.ADVSignedKeyIndexList;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.appstate.CollectionName;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.world.Account;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NewPhoneTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long SEED = 20_3;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;
    private VirtualPhone alice;
    private VirtualPhone bob;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        alice = sandbox.phones().create("alice");
        bob = sandbox.phones().create("bob");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    private LinkedCompanion companion(VirtualPhone phone) throws Exception {
        return inTheWorld(() -> {
            var companion = new LinkedCompanion(sandbox.exchange(), phone.account(), random);
            companion.logIn();
            return companion;
        });
    }

    @Test
    void aNewPhoneHasAnotherIdentityAndNoCompanions() throws Exception {
        var companion = companion(alice);
        var before = alice.account().persona().identity().publicKey();

        alice.newIdentity();

        var device = inTheWorld(() -> alice.account().device(0).orElseThrow());
        assertThat(device.identity())
                .isNotEqualTo(before)
                .isEqualTo(alice.account().persona().identity().publicKey());
        assertThat(inTheWorld(() -> alice.account().companions())).isEmpty();
        assertThat(companion.heard.getLast().child("conflict"))
                .hasValueSatisfying(conflict -> assertThat(conflict.attributes().is("type", "device_removed"))
                        .isTrue());
    }

    @Test
    void conversationsGoOnWithANewPhone() throws Exception {
        var group = alice.createGroup("Friends", "name:bob");
        alice.sendText("name:bob", "old");
        bob.awaitText("old", SOON);
        bob.sendText(group.toString(), "old group");
        alice.awaitText("old group", SOON);

        alice.newIdentity();

        bob.sendText("name:alice", "to the new one");
        alice.awaitText("to the new one", SOON);
        alice.sendText("name:bob", "from the new one");
        bob.awaitText("from the new one", SOON);
        bob.sendText(group.toString(), "new group");
        alice.awaitText("new group", SOON);
        alice.sendText(group.toString(), "new group back");
        bob.awaitText("new group back", SOON);
    }

    @Test
    void thoseWhoKnowTheAccountHearOfIt() throws Exception {
        var companion = companion(bob);
        alice.sendText("name:bob", "hello");
        bob.awaitText("hello", SOON);

        alice.newIdentity();

        assertThat(inTheWorld(() -> companion.heard.stream()
                        .filter(stanza -> stanza.attributes().is("type", "encrypt")
                                && stanza.child("identity").isPresent())
                        .toList()))
                .singleElement()
                .satisfies(
                        news -> assertThat(news.attributes().requireJid("from")).isEqualTo(alice.pn()));
    }

    @Test
    void theListAfterUnlinkingEndsWithTheHighestThatIsLeft() throws Exception {
        companion(alice);
        companion(alice);

        alice.logOut(2);

        var list = list(alice.account());
        assertThat(list.getCurrentIndex()).isEqualTo(1);
        assertThat(list.getValidIndexesList()).containsExactly(0, 1);
        companion(alice);
        assertThat(list(alice.account()).getValidIndexesList()).containsExactly(0, 1, 3);
        assertThat(inTheWorld(() -> alice.account().companions()))
                .extracting(device -> device.number())
                .containsExactly(1, 3);
    }

    private ADVKeyIndexList list(Account account) throws Exception {
        var signed = inTheWorld(account::signedKeyIndexList);
        return ADVKeyIndexList.parseFrom(
                ADVSignedKeyIndexList.parseFrom(signed.asBuffer()).getDetails());
    }

    @Test
    void aNewNameIsInTheAppState() throws Exception {
        alice.rename("Alice B.");
        alice.sendText("name:bob", "hello");

        bob.awaitText("hello", SOON);
        assertThat(inTheWorld(
                        () -> sandbox.phones().personalState().entries(alice.account(), CollectionName.CRITICAL_BLOCK)))
                .anySatisfy(entry -> assertThat(
                                entry.getValue().getPushNameSetting().getName())
                        .isEqualTo("Alice B."));
    }

    @Test
    void companionsSeeWhatThePhoneWritesAndThePhoneWhatTheyWrite() throws Exception {
        var companion = companion(alice);
        inTheWorld(() -> {
            companion.heard.clear();
            return true;
        });

        alice.sendText("name:bob", "from the phone");

        var copy = inTheWorld(() -> companion.messages().getFirst());
        assertThat(copy.attributes().requireJid("from")).isEqualTo(alice.pn());
        assertThat(copy.attributes().requireJid("recipient")).isEqualTo(bob.pn());
        var sent = inTheWorld(() -> companion.read(copy)).getDeviceSentMessage();
        assertThat(sent.getDestinationJid()).isEqualTo(bob.pn().toString());
        assertThat(sent.getMessage().getConversation()).isEqualTo("from the phone");
    }
}
