package io.wigwag.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.Padding;
import io.wigwag.core.message.receive.Envelope;
import io.wigwag.core.message.receive.PhoneRequests;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.PeerNote;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StateUnavailable;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.signal.RetryReason;
import io.wigwag.core.testing.SeededRandom;
import io.wigwag.proto.e2e.DeviceSentMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Stanzas of every shape, and those of none.
class InboxTest {
    private static final int STORM = 200_000;

    private final World world = new World();
    private final SeededRandom random = new SeededRandom(5);
    private final Party anna = world.device("491111", "7001", 0);
    private final Party ben = world.device("492222", "7002", 0);
    private final Party bensWeb = world.device("492222", "7002", 7);

    @BeforeEach
    void befriend() throws Exception {
        anna.send(ben.phone, "A0", "hello");
        world.settle();
        bensWeb.send(anna.phone, "B0", "hi");
        world.settle();
        bensWeb.received.clear();
    }

    private NodeBuilder stanza(Jid from) {
        return Node.tag("message")
                .attribute("from", from)
                .attribute("id", "X1")
                .attribute("t", world.now.getEpochSecond())
                .attribute("type", "text");
    }

    private Encrypted sealed(byte[] plaintext) {
        var address = DeviceAddress.of(bensWeb.lid);
        var outgoing = anna.people.sessions().encrypt(Map.of(address, Octets.wrap(plaintext)), Map.of());
        anna.state.commit(outgoing.changes());
        return Objects.requireNonNull(outgoing.messages().get(address));
    }

    private Node enc(Message message) {
        return enc(
                sealed(Padding.pad(Octets.wrap(message.toByteArray()), random).toArray()));
    }

    private static Node enc(Encrypted message) {
        return Node.tag("enc")
                .attribute("v", "2")
                .attribute("type", message.type().wireName())
                .bytes(message.ciphertext())
                .build();
    }

    private Received open(NodeBuilder stanza) throws Exception {
        var received = bensWeb.inbox.open(World.overTheWire(stanza.build()));
        bensWeb.state.commit(received.changes());
        return received;
    }

    private static Optional<String> error(Received received) {
        return received.replies().getFirst().attributes().text("error");
    }

    @Test
    void facts() throws Exception {
        var received = open(stanza(anna.lid)
                .attribute("sender_pn", anna.phone)
                .attribute("notify", "Anna")
                .attribute("username", "@anna.w")
                .attribute("offline", "3")
                .attribute("edit", "1")
                .attribute("verified_name", "77")
                .child(enc(Party.text("x"))));

        var envelope = received.envelope().orElseThrow();
        assertThat(envelope.place())
                .isEqualTo(new Envelope.Place(Envelope.Kind.DIRECT, anna.lid, Optional.of(anna.phone)));
        assertThat(envelope.author())
                .isEqualTo(new Envelope.Author(
                        anna.lid, Optional.of(anna.phone), false, Optional.of("Anna"), Optional.of("anna.w")));
        assertThat(envelope.marks())
                .isEqualTo(new Envelope.Marks("text", Optional.of("1"), true, Optional.of("77"), Optional.empty()));
        assertThat(envelope.time()).isEqualTo(world.now);
        assertThat(received.outcome()).isInstanceOf(Received.Read.class);
        assertThat(received.replies().getFirst())
                .isEqualTo(Node.tag("receipt")
                        .attribute("id", "X1")
                        .attribute("to", anna.lid)
                        .build());
    }

    @Test
    void aPartInTheListOfAllIsOurs() throws Exception {
        var received = open(stanza(anna.lid)
                .child(Node.tag("participants")
                        .child(Node.tag("to")
                                .attribute("jid", ben.lid)
                                .child(Node.tag("enc")
                                        .attribute("v", "2")
                                        .attribute("type", "msg")
                                        .bytes(Octets.EMPTY)))
                        .child(Node.tag("to").attribute("jid", bensWeb.lid).child(enc(Party.text("x"))))));

        assertThat(received.outcome()).isInstanceOf(Received.Read.class);
    }

    @Test
    void aPeerMessageIsConfirmedAsOne() throws Exception {
        var note = new PeerNote(new MessageId("P1"), bensWeb.phone, Party.text("between us"), true, true);
        ben.outbox.tellOwnDevice(ben.line, note);
        world.settle();

        assertThat(bensWeb.read()).containsExactly("between us");
        assertThat(bensWeb.last().envelope().orElseThrow().place().kind()).isEqualTo(Envelope.Kind.PEER);
        assertThat(bensWeb.last().replies()).singleElement().satisfies(receipt -> {
            assertThat(receipt.attributes().requireText("type")).isEqualTo("peer_msg");
            assertThat(receipt.attributes().has("recipient")).isFalse();
        });
        var sent = world.sent.stream()
                .filter(node -> node.attributes().is("category", "peer"))
                .findFirst()
                .orElseThrow();
        assertThat(sent.attributes().requireText("push_priority")).isEqualTo("high_force");
        assertThat(sent.attributes().requireText("privacy_sensitive")).isEqualTo("1");
        assertThat(sent.requireChild("meta").attributes().requireText("appdata"))
                .isEqualTo("default");
    }

    @Test
    void aChannelsPostIsPlainAndAcked() throws Exception {
        var channel = World.jid("120363999@newsletter");
        var received = open(stanza(channel)
                .attribute("server_id", "107")
                .child(Node.tag("plaintext")
                        .bytes(Octets.wrap(Party.text("news").toByteArray()))));

        assertThat(received.outcome())
                .isInstanceOfSatisfying(
                        Received.Read.class,
                        read -> assertThat(read.message().getConversation()).isEqualTo("news"));
        assertThat(received.envelope().orElseThrow().marks().serverId()).contains("107");
        assertThat(received.replies()).singleElement().satisfies(ack -> {
            assertThat(ack.is("ack")).isTrue();
            assertThat(ack.attributes().has("error")).isFalse();
        });
        assertThat(error(open(stanza(channel).child(Node.tag("plaintext").bytes(Octets.ofHex("0aff"))))))
                .contains("491");
    }

    @Test
    void whatIsWithheldIsToldByItsKind() throws Exception {
        var kinds = Map.of(
                Envelope.Withheld.VIEW_ONCE, Node.tag("unavailable").attribute("type", "view_once"),
                Envelope.Withheld.HOSTED, Node.tag("unavailable").attribute("hosted", "true"),
                Envelope.Withheld.UNSENT, Node.tag("unavailable"));
        for (var kind : kinds.entrySet()) {
            var received = open(stanza(anna.lid).child(kind.getValue()));
            assertThat(received.outcome()).isEqualTo(new Received.Absent(kind.getKey()));
            assertThat(received.replies())
                    .singleElement()
                    .satisfies(ack -> assertThat(ack.is("ack")).isTrue());
            // Only what the phone has and may give is asked for.
            assertThat(received.wanted().isPresent()).isEqualTo(kind.getKey() == Envelope.Withheld.UNSENT);
        }
        assertThat(open(stanza(anna.lid).child(Node.tag("unavailable")).child(Node.tag("bot")))
                        .outcome())
                .isEqualTo(new Received.Absent(Envelope.Withheld.BOT));
        assertThat(open(stanza(anna.lid)
                                .attribute("subtype", "bot_unavailable_fanout")
                                .child(Node.tag("unavailable")))
                        .outcome())
                .isEqualTo(new Received.Absent(Envelope.Withheld.BOT));
    }

    @Test
    void thePhoneIsAskedByTheAccountAndNotForOldThings() throws Exception {
        var missing = stanza(anna.lid.withDevice(3)).child(Node.tag("unavailable"));
        assertThat(open(missing).wanted())
                .contains(MessageKey.newBuilder()
                        .setRemoteJid("7001@lid")
                        .setFromMe(false)
                        .setId("X1")
                        .build());
        var group = World.jid("120363001@g.us");
        assertThat(open(stanza(group)
                                .attribute("participant", anna.lid.withDevice(3))
                                .child(Node.tag("unavailable")))
                        .wanted())
                .contains(MessageKey.newBuilder()
                        .setRemoteJid("120363001@g.us")
                        .setFromMe(false)
                        .setId("X1")
                        .setParticipant("7001@lid")
                        .build());
        var old = world.now.minus(Duration.ofDays(15)).getEpochSecond();
        assertThat(open(missing.set("t", Long.toString(old))).wanted()).isEmpty();
        assertThat(ben.inbox
                        .open(stanza(anna.lid).child(Node.tag("unavailable")).build())
                        .wanted())
                .as("a phone asks nobody")
                .isEmpty();
    }

    @Test
    void requestsToThePhoneAreGatheredAndNotRepeated() {
        var requests = new PhoneRequests(() -> world.now);
        for (var i = 0; i < 40; i++) {
            assertThat(requests.want(MessageKey.newBuilder().setId("M" + i).build()))
                    .isTrue();
        }
        assertThat(requests.want(MessageKey.newBuilder().setId("M1").build())).isFalse();
        assertThat(requests.due()).isEmpty();
        assertThat(requests.nextDue()).contains(world.now.plus(PhoneRequests.GATHERING));
        world.now = world.now.plus(PhoneRequests.GATHERING);

        assertThat(requests.due())
                .extracting(message -> message.getProtocolMessage()
                        .getPeerDataOperationRequestMessage()
                        .getPlaceholderMessageResendRequestCount())
                .containsExactly(32, 8);
        assertThat(requests.due()).isEmpty();
        assertThat(requests.want(MessageKey.newBuilder().setId("M1").build())).isFalse();
        requests.found(MessageKey.newBuilder().setId("M2").build());
        assertThat(requests.want(MessageKey.newBuilder().setId("M2").build())).isTrue();
        world.now = world.now.plus(PhoneRequests.PATIENCE);
        assertThat(requests.want(MessageKey.newBuilder().setId("M1").build())).isTrue();
        for (var i = 0; i < 1_000; i++) {
            requests.want(MessageKey.newBuilder().setId("N" + i).build());
        }
        assertThat(requests.want(MessageKey.newBuilder().setId("last").build())).isFalse();
    }

    @Test
    void aStrangersCopyOfOurMessageIsDropped() throws Exception {
        var forged = Message.newBuilder()
                .setDeviceSentMessage(DeviceSentMessage.newBuilder()
                        .setDestinationJid("7001@lid")
                        .setMessage(Party.text("I never said that")))
                .build();

        var received = open(stanza(anna.lid).child(enc(forged)));

        assertThat(received.outcome()).isInstanceOf(Received.Dropped.class);
        assertThat(received.replies().getFirst().is("receipt")).isTrue();
    }

    @Test
    void whatOpensAndMakesNoSenseIsHandedOutAndDoesNotComeAgain() throws Exception {
        var garbled = open(stanza(anna.lid).child(enc(sealed(new byte[] {10, 99, 1, 1}))));
        assertThat(garbled.outcome()).isEqualTo(new Received.Garbled(Octets.ofHex("0a6301")));
        assertThat(garbled.changes()).isNotEmpty();
        assertThat(error(garbled)).contains("491");
        var unpadded = open(stanza(anna.lid).child(enc(sealed(new byte[] {1, 0}))));
        assertThat(unpadded.outcome()).isEqualTo(new Received.Garbled(Octets.ofHex("0100")));
    }

    @Test
    void aDeviceForWhichNobodyVouchesIsNotBelieved() throws Exception {
        var tablet = world.device("491111", "7001", 5);
        tablet.send(ben.phone, "T1", "trust me");
        var stanza = bensWeb.inbound.getFirst().toBuilder()
                .child(Node.tag("device-identity").bytes(Octets.ofHex("0a00")))
                .build();
        bensWeb.inbound.clear();

        var received = bensWeb.inbox.open(stanza);

        assertThat(received.outcome()).isEqualTo(new Received.Unreadable(RetryReason.ADV_FAILURE, 1, false, false));
        assertThat(received.changes()).isEmpty();
    }

    @Test
    void poisonIsRefusedAndTheNextOneIsRead() throws Exception {
        var shapes = new ArrayList<NodeBuilder>();
        shapes.add(stanza(anna.lid).remove("t"));
        shapes.add(stanza(anna.lid).remove("type"));
        shapes.add(stanza(anna.lid).set("t", "yesterday"));
        shapes.add(stanza(anna.lid).set("id", "x".repeat(500)));
        shapes.add(stanza(World.jid("120363001@g.us")));
        shapes.add(stanza(anna.lid).child(Node.tag("enc").attribute("v", "2").bytes(Octets.EMPTY)));
        shapes.add(stanza(anna.lid).child(Node.tag("enc").attribute("v", "2").attribute("type", "msg")));
        shapes.add(stanza(anna.lid).attribute("recipient", "not an address@@"));
        shapes.add(stanza(anna.lid).child(Node.tag("participants").child(Node.tag("to"))));
        for (var shape : shapes) {
            var received = open(shape);
            assertThat(received.outcome()).isInstanceOf(Received.Dropped.class);
            assertThat(received.changes()).isEmpty();
            assertThat(error(received)).contains("487");
        }
        for (var nameless :
                List.of(stanza(anna.lid).remove("id"), stanza(anna.lid).remove("from"))) {
            assertThat(open(nameless).replies()).isEmpty();
        }
        assertThat(open(stanza(anna.lid).child(enc(Party.text("fine")))).outcome())
                .isInstanceOf(Received.Read.class);
    }

    @Test
    void waysOfSealingThatWeDoNotKnowAreAcked() throws Exception {
        var strange = open(stanza(anna.lid)
                .child(Node.tag("enc")
                        .attribute("v", "2")
                        .attribute("type", "qmsg")
                        .bytes(Octets.ofHex("00"))));
        assertThat(strange.outcome()).isInstanceOf(Received.Dropped.class);
        assertThat(error(strange)).isEmpty();
        assertThat(error(open(stanza(anna.lid)
                        .child(Node.tag("enc")
                                .attribute("v", "2")
                                .attribute("type", "msmsg")
                                .bytes(Octets.ofHex("00"))))))
                .contains("495");
        assertThat(open(stanza(anna.lid)).outcome()).isInstanceOf(Received.Dropped.class);
        assertThat(open(stanza(anna.lid).set("type", "medianotify"))
                        .replies()
                        .getFirst()
                        .is("ack"))
                .isTrue();
    }

    @Test
    void randomStanzasComeToSomething() {
        var random = new SeededRandom(11);
        var names = List.of("from", "participant", "recipient", "sender_pn", "category", "t", "type", "id", "offline");
        var values = List.of(
                "7001@lid",
                "120363001@g.us",
                "status@broadcast",
                "peer",
                "",
                "5",
                "text",
                "x",
                "491111:4@s.whatsapp.net");
        for (var i = 0; i < 5_000; i++) {
            var stanza = Node.tag("message");
            for (var name : names) {
                if (random.nextInt(4) != 0) {
                    stanza.attribute(name, values.get(random.nextInt(values.size())));
                }
            }
            for (var j = random.nextInt(3); j > 0; j--) {
                var bytes = new byte[random.nextInt(60)];
                random.nextBytes(bytes);
                stanza.child(Node.tag("enc")
                        .attribute("v", "2")
                        .attribute("type", List.of("msg", "pkmsg", "skmsg", "x").get(random.nextInt(4)))
                        .bytes(Octets.wrap(bytes)));
            }
            assertThat(bensWeb.inbox.open(stanza.build()).outcome())
                    .as("stanza %s of seed 11", i)
                    .isNotInstanceOf(Received.Read.class);
        }
    }

    /// A refusal would take it off the server's queue, for the sake of a store that is back in a minute.
    @Test
    void aStoreThatCanNotBeReadSaysNothingAboutAMessage() throws Exception {
        var stanza = World.overTheWire(
                stanza(anna.lid).child(enc(Party.text("in a bad moment"))).build());
        bensWeb.state.away(true);
        assertThatThrownBy(() -> bensWeb.inbox.open(stanza)).isInstanceOf(StateUnavailable.class);
        bensWeb.state.away(false);
        assertThat(bensWeb.inbox.open(stanza).outcome())
                .isInstanceOfSatisfying(
                        Received.Read.class,
                        read -> assertThat(read.message().getConversation()).isEqualTo("in a bad moment"));
    }

    @Test
    void aKeyUnderASenderKeyVouchesForNobody() throws Exception {
        var group = world.group("120363001", true, anna, ben);
        var forged = Party.text("key along").toBuilder();
        forged.getSenderKeyDistributionMessageBuilder()
                .setGroupId("120363777@g.us")
                .setAxolotlSenderKeyDistributionMessage(ByteString.copyFromUtf8("3"));
        anna.outbox.send(anna.line, new Letter(new MessageId("G1"), group.jid(), forged.build()));
        world.settle();

        assertThat(bensWeb.read()).containsExactly("key along");
        assertThat(bensWeb.state.senderKeysOf("7001_1"))
                .extracting(name -> name.group())
                .containsExactly(group.jid().toString());
    }

    /// R7e.
    @Test
    void aStormOfBrokenMessagesIsAnsweredWithinABudgetAndLeavesLittleBehind() throws Exception {
        var sealed = sealed(
                Padding.pad(Octets.wrap(Party.text("x").toByteArray()), random).toArray());
        var broken = sealed.ciphertext().toArray();
        broken[broken.length - 1] ^= 1;
        var enc = enc(new Encrypted(sealed.type(), Octets.wrap(broken)));
        var before = heap();
        var asked = 0;
        for (var i = 0; i < STORM; i++) {
            var stanza = stanza(anna.lid).set("id", "STORM" + i).child(enc).build();
            var received = bensWeb.inbox.open(stanza);
            bensWeb.state.commit(received.changes());
            assertThat(received.outcome()).isInstanceOf(Received.Unreadable.class);
            assertThat(received.replies().getLast().is("ack")).isTrue();
            asked += received.replies().size() - 1;
        }

        assertThat(asked).isEqualTo(1_000);
        assertThat(heap() - before).isLessThan(20 << 20);
        assertThat(open(stanza(anna.lid).set("id", "AFTER").child(enc(Party.text("calm"))))
                        .outcome())
                .isInstanceOf(Received.Read.class);
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }
}
