package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.world.Addressing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PhoneConversationTest {
    private static final Duration SOON = Duration.ofSeconds(20);

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

    @Test
    void phonesAreDeviceZeroOfTheirAccounts() throws Exception {
        assertThat(alice.number()).isEqualTo("9998782236065");
        var device =
                sandbox.exchange().loop().call(() -> alice.account().device(0).orElseThrow());
        assertThat(device.isPhone()).isTrue();
        assertThat(device.identity())
                .isEqualTo(alice.account().persona().identity().publicKey());
        assertThat(device.preKeys().count()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void textsArriveInTheAddressingInWhichTheyWereSent(Addressing addressing) {
        var sent = alice.send(Draft.of(bob.number(), Contents.text("hello")).by(addressing));

        var received = bob.awaitText("hello", SOON);
        assertThat(received.id()).isEqualTo(sent.id());
        assertThat(received.seq()).isEqualTo(1);
        assertThat(received.from()).isEqualTo(addressing == Addressing.PN ? alice.pn() : alice.lid());
        assertThat(received.chat()).isEqualTo(received.from());
        assertThat(received.own()).isFalse();
        assertThat(received.type()).isEqualTo("text");
        assertThat(received.receipts()).isEmpty();
        assertThat(sent.copies())
                .singleElement()
                .satisfies(copy ->
                        assertThat(copy.device()).isEqualTo(addressing == Addressing.PN ? bob.pn() : bob.lid()));
        assertThat(received.json()).contains("\"conversation\":\"hello\"");
    }

    @Test
    void recipientsAreFoundByNameNumberAndAddress() {
        for (var to : List.of(
                bob.number(),
                "+" + bob.number(),
                "name:bob",
                bob.pn().toString(),
                bob.lid().toString())) {
            alice.sendText(to, "to " + to);

            assertThat(bob.awaitText("to " + to, SOON).own()).isFalse();
        }
        assertThatThrownBy(() -> alice.sendText("name:nobody", "?")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void conversationsGoBackAndForthInOneSession() {
        for (var turn = 0; turn < 6; turn++) {
            alice.sendText("name:bob", "ping " + turn);
            var ping = bob.awaitText("ping " + turn, SOON);
            bob.reply(ping, "pong " + turn);
            var pong = alice.awaitText("pong " + turn, SOON);
            var context = pong.message().getExtendedTextMessage().getContextInfo();
            assertThat(context.getStanzaId()).isEqualTo(ping.id());
            assertThat(context.getParticipant()).isEqualTo(alice.pn().toString());
            assertThat(context.getQuotedMessage()).isEqualTo(ping.message());
        }
        assertThat(sandbox.exchange().loop().failures()).isZero();
    }

    @Test
    void messagesAreReactedToEditedAndRevoked() {
        var sent = alice.sendText("name:bob", "draft");
        var received = bob.awaitText("draft", SOON);

        bob.react(received, "👍");
        var reaction = alice.awaitMessage(message -> message.message().hasReactionMessage(), SOON);
        assertThat(reaction.type()).isEqualTo("reaction");
        assertThat(reaction.message().getReactionMessage().getText()).isEqualTo("👍");
        assertThat(reaction.message().getReactionMessage().getKey().getId()).isEqualTo(sent.id());
        assertThat(reaction.message().getReactionMessage().getKey().getFromMe()).isFalse();

        alice.edit(sent, "final");
        var edit = bob.awaitText("final", SOON);
        assertThat(edit.message().getProtocolMessage().getType()).isEqualTo(ProtocolMessage.Type.MESSAGE_EDIT);
        assertThat(edit.message().getProtocolMessage().getKey().getId()).isEqualTo(sent.id());

        alice.revoke(sent);
        var revocation = bob.awaitMessage(
                message -> message.message().getProtocolMessage().getType() == ProtocolMessage.Type.REVOKE
                        && message.message().hasProtocolMessage(),
                SOON);
        assertThat(revocation.message().getProtocolMessage().getKey().getFromMe())
                .isTrue();
    }

    @Test
    void pollsCarryASecretForTheirVotes() {
        alice.poll("name:bob", "tea?", "yes", "no");

        var poll =
                bob.awaitMessage(message -> message.type().equals("poll"), SOON).message();
        assertThat(poll.getPollCreationMessageV3().getOptionsList())
                .extracting(option -> option.getOptionName())
                .containsExactly("yes", "no");
        assertThat(poll.getMessageContextInfo().getMessageSecret().size()).isEqualTo(32);
    }

    @ParameterizedTest
    @EnumSource
    void filesLieSealedOnTheMediaHost(MediaFile.Kind kind) throws Exception {
        var content = Octets.wrap("some file".getBytes(StandardCharsets.UTF_8));
        alice.sendMedia(
                "name:bob",
                MediaFile.of(kind, content, "application/test")
                        .captioned("see")
                        .named("file")
                        .lasting(3));

        var message = bob.awaitMessage(received -> received.type().equals("media"), SOON)
                .message();
        var image = message.getImageMessage();
        var key = switch (kind) {
            case IMAGE -> image.getMediaKey();
            case VIDEO -> message.getVideoMessage().getMediaKey();
            case AUDIO, PTT -> message.getAudioMessage().getMediaKey();
            case DOCUMENT -> message.getDocumentMessage().getMediaKey();
            case STICKER -> message.getStickerMessage().getMediaKey();
        };
        var path = switch (kind) {
            case IMAGE -> image.getDirectPath();
            case VIDEO -> message.getVideoMessage().getDirectPath();
            case AUDIO, PTT -> message.getAudioMessage().getDirectPath();
            case DOCUMENT -> message.getDocumentMessage().getDirectPath();
            case STICKER -> message.getStickerMessage().getDirectPath();
        };
        assertThat(message.getAudioMessage().getPtt()).isEqualTo(kind == MediaFile.Kind.PTT);
        var file = sandbox.blobs().find(path).orElseThrow().content().bytes();
        assertThat(OpenedMedia.open(file, Octets.wrap(key.toByteArray()), kind.info()))
                .isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource
    void spoiledMessagesAreAskedForAgainAndThenRead(Corruption corruption) {
        alice.send(Draft.of("name:bob", Contents.text("first")).spoiled(corruption));
        bob.awaitText("first", SOON);
        bob.sendText("name:alice", "answer");
        alice.awaitText("answer", SOON);

        alice.send(Draft.of("name:bob", Contents.text("later")).spoiled(corruption));

        bob.awaitText("later", SOON);
        assertThat(alice.receipts()).extracting(SeenReceipt::type).contains("retry");
        alice.sendText("name:bob", "and on");
        bob.awaitText("and on", SOON);
    }

    @Test
    void phonesThatDoNotAskAgainGetNothing() {
        bob.manners(Manners.SILENT.retries(false));

        alice.send(Draft.of("name:bob", Contents.text("spoiled")).spoiled(Corruption.MAC));
        alice.sendText("name:bob", "next");

        bob.awaitText("next", SOON);
        assertThat(bob.inbox()).extracting(Received::text).doesNotContain(Optional.of("spoiled"));
        assertThat(alice.receipts()).isEmpty();
    }

    @Test
    void receiptsAreSentWhenAsked() {
        var sent = alice.sendText("name:bob", "hello");
        var received = bob.awaitText("hello", SOON);
        assertThat(alice.receipts()).isEmpty();

        bob.delivered(received);
        bob.read(received);

        assertThat(bob.inbox().getFirst().receipts()).containsExactly("delivery", "read");
        bob.sendText("name:alice", "done");
        alice.awaitText("done", SOON);
        assertThat(alice.receipts()).extracting(SeenReceipt::type).containsExactly("delivery", "read");
        assertThat(alice.receipts()).allSatisfy(receipt -> {
            assertThat(receipt.id()).isEqualTo(sent.id());
            assertThat(receipt.by()).isEqualTo(bob.pn());
        });
    }

    @Test
    void phonesAnswerByThemselvesWhenToldTo() {
        bob.manners(Manners.SILENT.receipts(Manners.Receipts.READ).reply("you said {text}"));
        alice.manners(Manners.SILENT.reply("echo {text}"));

        alice.sendText("name:bob", "hello");

        alice.awaitText("you said hello", SOON);
        assertThat(alice.receipts()).extracting(SeenReceipt::type).containsExactly("delivery", "read");
        bob.sendText("name:alice", "fresh");
        bob.awaitText("echo fresh", SOON);
        assertThat(bob.inbox()).hasSize(2);
    }

    @Test
    void presenceChatStatesAndCallsReachTheOtherPhone() {
        bob.watch("name:alice");
        alice.available(true);
        alice.chatState("name:bob", ChatState.SPEAKING);
        var call = alice.call("name:bob", CallSignal.offer(true));
        alice.sendText("name:bob", "behind it");
        bob.awaitText("behind it", SOON);

        assertThat(bob.heard())
                .anyMatch(
                        stanza -> stanza.is("presence") && !stanza.attributes().has("type"))
                .anyMatch(stanza -> stanza.child("composing")
                        .filter(state -> state.attributes().is("media", "audio"))
                        .isPresent())
                .anyMatch(stanza -> stanza.child("offer")
                        .filter(offer -> offer.attributes().is("call-id", call))
                        .isPresent());
    }
}
