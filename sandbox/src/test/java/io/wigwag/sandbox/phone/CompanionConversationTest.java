package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.DeviceSentMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.world.Device;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A companion of alice's, with the engine's Signal code, and bob's phone.
class CompanionConversationTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final long SEED = 8_5;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;
    private VirtualPhone alice;
    private VirtualPhone bob;
    private LinkedCompanion companion;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        alice = sandbox.phones().create("alice");
        bob = sandbox.phones().create("bob");
        companion = inTheWorld(() -> {
            var linked = new LinkedCompanion(sandbox.exchange(), alice.account(), random);
            linked.logIn();
            for (var message : linked.messages()) {
                linked.read(message);
            }
            linked.heard.clear();
            return linked;
        });
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    private Device phoneOf(VirtualPhone owner) {
        return owner.account().device(0).orElseThrow();
    }

    /// As clients do: each recipient's device, and one's own phone with a copy.
    private void write(String id, String text) throws Exception {
        inTheWorld(() -> {
            var message = Contents.text(text);
            var copy = Message.newBuilder()
                    .setDeviceSentMessage(DeviceSentMessage.newBuilder()
                            .setDestinationJid(bob.pn().toString())
                            .setMessage(message))
                    .build();
            companion.say(Node.tag("message")
                    .attribute("to", bob.pn())
                    .attribute("id", id)
                    .attribute("type", "text")
                    .child(Node.tag("participants")
                            .child(to(bob.pn(), companion.seal(bob.pn().toString(), message)))
                            .child(to(alice.pn(), companion.seal(alice.pn().toString(), copy))))
                    .build());
            return true;
        });
    }

    private static Node to(Jid device, Node enc) {
        return Node.tag("to").attribute("jid", device).child(enc).build();
    }

    @Test
    void bothPhonesReadWhatTheCompanionWrites() throws Exception {
        inTheWorld(() -> {
            companion.begin(bob.pn().toString(), phoneOf(bob));
            return true;
        });

        write("M1", "hello");
        write("M2", "again");

        var received = bob.awaitText("again", SOON);
        assertThat(received.from()).isEqualTo(companion.device().pn());
        assertThat(received.chat()).isEqualTo(alice.pn());
        var copy = alice.awaitText("again", SOON);
        assertThat(copy.own()).isTrue();
        assertThat(copy.chat()).isEqualTo(bob.pn());
        assertThat(bob.inbox()).extracting(Received::id).containsExactly("M1", "M2");
    }

    @Test
    void phonesAnswerEveryDevice() throws Exception {
        inTheWorld(() -> {
            companion.begin(bob.pn().toString(), phoneOf(bob));
            return true;
        });
        write("M1", "hello");
        var received = bob.awaitText("hello", SOON);

        bob.reply(received, "hello both");

        alice.awaitText("hello both", SOON);
        var answer = inTheWorld(() -> companion.messages().getLast());
        assertThat(inTheWorld(() -> companion.read(answer))
                        .getExtendedTextMessage()
                        .getText())
                .isEqualTo("hello both");
        assertThat(answer.requireChild("enc").attributes().requireText("type")).isEqualTo("msg");
    }

    @Test
    void whatThePhoneCannotReadItAsksOfTheOneWhoWroteIt() throws Exception {
        inTheWorld(() -> {
            companion.begin(bob.pn().toString(), phoneOf(bob));
            var enc = companion.seal(bob.pn().toString(), Contents.text("?"));
            var bytes = enc.requireBytes().toArray();
            bytes[bytes.length - 1] ^= 1;
            companion.say(Node.tag("message")
                    .attribute("to", bob.pn())
                    .attribute("id", "M1")
                    .attribute("type", "text")
                    .child(enc.toBuilder().clear().bytes(Octets.wrap(bytes)))
                    .build());
            return true;
        });

        var retry = inTheWorld(() -> companion.heard.stream()
                .filter(stanza -> stanza.is("receipt"))
                .findFirst()
                .orElseThrow());
        assertThat(retry.attributes().requireText("type")).isEqualTo("retry");
        assertThat(retry.attributes().requireJid("from")).isEqualTo(bob.pn());
        assertThat(retry.requireChild("registration").requireBytes().size()).isEqualTo(4);
        assertThat(retry.requireChild("keys")
                        .requireChild("skey")
                        .requireChild("signature")
                        .requireBytes()
                        .size())
                .isEqualTo(64);
        assertThat(retry.requireChild("keys")
                        .requireChild("key")
                        .requireChild("id")
                        .requireBytes()
                        .size())
                .isEqualTo(3);
    }

    @Test
    void whatTheCompanionCannotReadItGetsAgainAlone() throws Exception {
        var sent = alice.send(Draft.of(bob.number(), Contents.text("spoiled")).spoiled(Corruption.SESSION));
        var aliceInbox = alice.inbox().size();

        inTheWorld(() -> {
            companion.heard.clear();
            companion.say(Node.tag("receipt")
                    .attribute("to", alice.pn())
                    .attribute("id", sent.id())
                    .attribute("type", "retry")
                    .attribute("recipient", bob.pn())
                    .child(Node.tag("retry").attribute("count", 1).attribute("id", sent.id()))
                    .build());
            return true;
        });

        bob.awaitText("spoiled", SOON);
        var again = inTheWorld(() -> companion.messages().getFirst());
        assertThat(again.attributes().requireText("id")).isEqualTo(sent.id());
        assertThat(again.attributes().requireJid("recipient")).isEqualTo(bob.pn());
        assertThat(inTheWorld(() -> companion.read(again))
                        .getDeviceSentMessage()
                        .getMessage()
                        .getConversation())
                .isEqualTo("spoiled");
        assertThat(alice.inbox()).hasSize(aliceInbox);
    }
}
