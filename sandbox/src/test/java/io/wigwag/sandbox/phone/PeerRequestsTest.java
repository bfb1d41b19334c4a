package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.AppStateSyncKeyId;
import io.wigwag.proto.e2e.AppStateSyncKeyRequest;
import io.wigwag.proto.e2e.HistorySyncType;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.e2e.PeerDataOperationRequestMessage;
import io.wigwag.proto.e2e.PeerDataOperationRequestType;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.history.HistorySync;
import io.wigwag.proto.web.WebMessageInfo;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.world.Account;
import java.io.ByteArrayInputStream;
import java.util.concurrent.Callable;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PeerRequestsTest {
    private static final long SEED = 6_5;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    /// A companion that has read its greeting, so that it has a session with its persona.
    private LinkedCompanion greeted(Account.Kind kind) throws Exception {
        return inTheWorld(() -> {
            var exchange = sandbox.exchange();
            var companion = new LinkedCompanion(exchange, exchange.createAccount("alice", "alice", kind), random);
            companion.logIn();
            for (var message : companion.messages()) {
                companion.read(message);
            }
            companion.heard.clear();
            return companion;
        });
    }

    private void ask(LinkedCompanion companion, ProtocolMessage.Builder request) throws Exception {
        inTheWorld(() -> {
            var persona = companion.device().account().pn();
            var enc = companion.seal(
                    persona.toString(),
                    Message.newBuilder().setProtocolMessage(request).build());
            companion.say(request(persona, enc));
            return true;
        });
    }

    private static Node request(Jid persona, Node enc) {
        return Node.tag("message")
                .attribute("to", persona)
                .attribute("id", "ASK1")
                .attribute("type", "text")
                .attribute("category", "peer")
                .child(enc)
                .build();
    }

    /// The answer has a turn of its own behind the request's.
    private ProtocolMessage answer(LinkedCompanion companion) throws Exception {
        return inTheWorld(() -> companion.read(companion.messages().getLast()).getProtocolMessage());
    }

    @ParameterizedTest
    @EnumSource
    void keysOfTheAppStateAreGivenToWhoAsks(Account.Kind kind) throws Exception {
        var companion = greeted(kind);
        var key = inTheWorld(
                () -> sandbox.phones().syncKeys().current(companion.device().account()));
        var unknown = ByteString.copyFrom(new byte[] {0, 0, 0, 0, 9, 9});

        ask(
                companion,
                ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.APP_STATE_SYNC_KEY_REQUEST)
                        .setAppStateSyncKeyRequest(AppStateSyncKeyRequest.newBuilder()
                                .addKeyIds(AppStateSyncKeyId.newBuilder()
                                        .setKeyId(ByteString.copyFrom(key.id().asBuffer())))
                                .addKeyIds(AppStateSyncKeyId.newBuilder().setKeyId(unknown))));

        var share = answer(companion).getAppStateSyncKeyShare();
        assertThat(share.getKeys(0)).isEqualTo(key.shared());
        assertThat(share.getKeys(1).getKeyId().getKeyId()).isEqualTo(unknown);
        assertThat(share.getKeys(1).hasKeyData()).isFalse();
    }

    private static WebMessageInfo message(Jid chat, String id) {
        return WebMessageInfo.newBuilder()
                .setKey(MessageKey.newBuilder().setRemoteJid(chat.toString()).setId(id))
                .setMessage(Contents.text("words of " + id))
                .setMessageTimestamp(1_700_000_000)
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void thePastIsGivenOnDemand(Account.Kind kind) throws Exception {
        var companion = greeted(kind);
        var chat = Jid.parse("4915112345678@s.whatsapp.net");
        inTheWorld(() -> {
            for (var id : new String[] {"M1", "M2", "M3", "M4"}) {
                sandbox.phones().remember(companion.device().account(), chat, message(chat, id));
            }
            return true;
        });

        ask(
                companion,
                ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                        .setPeerDataOperationRequestMessage(PeerDataOperationRequestMessage.newBuilder()
                                .setPeerDataOperationRequestType(PeerDataOperationRequestType.HISTORY_SYNC_ON_DEMAND)
                                .setHistorySyncOnDemandRequest(
                                        PeerDataOperationRequestMessage.HistorySyncOnDemandRequest.newBuilder()
                                                .setChatJid(chat.toString())
                                                .setOldestMsgId("M4")
                                                .setOnDemandMsgCount(2))));

        var notification = answer(companion).getHistorySyncNotification();
        assertThat(notification.getSyncType()).isEqualTo(HistorySyncType.ON_DEMAND);
        assertThat(notification.getPeerDataRequestSessionId()).isEqualTo("ASK1");
        var sync = HistorySync.parseFrom(new InflaterInputStream(new ByteArrayInputStream(
                notification.getInitialHistBootstrapInlinePayload().toByteArray())));
        assertThat(sync.getConversations(0).getId()).isEqualTo(chat.toString());
        assertThat(sync.getConversations(0).getMessagesList())
                .extracting(entry -> entry.getMessage().getKey().getId())
                .containsExactly("M3", "M2");
    }

    @ParameterizedTest
    @EnumSource
    void messagesThatACompanionCouldNotReadAreGivenAgain(Account.Kind kind) throws Exception {
        var companion = greeted(kind);
        var chat = Jid.parse("4915112345678@s.whatsapp.net");
        var lost = message(chat, "LOST");
        inTheWorld(() -> {
            sandbox.phones().remember(companion.device().account(), chat, lost);
            return true;
        });

        ask(
                companion,
                ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                        .setPeerDataOperationRequestMessage(PeerDataOperationRequestMessage.newBuilder()
                                .setPeerDataOperationRequestType(
                                        PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND)
                                .addPlaceholderMessageResendRequest(
                                        PeerDataOperationRequestMessage.PlaceholderMessageResendRequest.newBuilder()
                                                .setMessageKey(lost.getKey()))));

        var response = answer(companion).getPeerDataOperationRequestResponseMessage();
        assertThat(response.getStanzaId()).isEqualTo("ASK1");
        var result = response.getPeerDataOperationResult(0).getPlaceholderMessageResendResponse();
        assertThat(WebMessageInfo.parseFrom(result.getWebMessageInfoBytes())).isEqualTo(lost);
    }

    @ParameterizedTest
    @EnumSource
    void whatThePersonaCannotReadItAsksForAgain(Account.Kind kind) throws Exception {
        var companion = greeted(kind);
        inTheWorld(() -> {
            var persona = companion.device().account().pn();
            var enc = companion.seal(persona.toString(), Contents.text("?"));
            var bytes = enc.requireBytes().toArray();
            bytes[bytes.length - 1] ^= 1;
            companion.say(request(
                    persona,
                    Node.tag("enc")
                            .attribute("v", "2")
                            .attribute("type", enc.attributes().requireText("type"))
                            .bytes(Octets.wrap(bytes))
                            .build()));
            return true;
        });

        var receipt = inTheWorld(() -> companion.heard.stream()
                .filter(stanza -> stanza.is("receipt"))
                .findFirst()
                .orElseThrow());
        assertThat(receipt.attributes().requireText("type")).isEqualTo("retry");
        assertThat(receipt.attributes().requireText("id")).isEqualTo("ASK1");
        assertThat(receipt.child("keys")).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void whatTheCompanionCannotReadThePersonaSaysAgain(Account.Kind kind) throws Exception {
        var companion = inTheWorld(() -> {
            var exchange = sandbox.exchange();
            var fresh = new LinkedCompanion(exchange, exchange.createAccount("alice", "alice", kind), random);
            fresh.logIn();
            return fresh;
        });
        var lost = companion.messages().getFirst();
        companion.heard.clear();

        inTheWorld(() -> {
            companion.say(Node.tag("receipt")
                    .attribute("to", companion.device().account().pn())
                    .attribute("id", lost.attributes().requireText("id"))
                    .attribute("type", "retry")
                    .child(Node.tag("retry").attribute("count", 1).attribute("id", "x"))
                    .build());
            return true;
        });

        var again = inTheWorld(() -> companion.messages().getFirst());
        assertThat(again.attributes().requireText("id"))
                .isEqualTo(lost.attributes().requireText("id"));
        assertThat(again.requireChild("enc").attributes().requireText("count")).isEqualTo("1");
        assertThat(inTheWorld(() -> companion.read(again)).getProtocolMessage().hasAppStateSyncKeyShare())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void newKeysOfTheAppStateAreSharedAtOnce(Account.Kind kind) throws Exception {
        var companion = greeted(kind);
        var account = companion.device().account();

        var next = inTheWorld(() -> sandbox.phones().rotateSyncKey(account));

        assertThat(answer(companion).getAppStateSyncKeyShare().getKeysList()).contains(next.shared());
        assertThat(next.id().toHex()).isEqualTo("000000000002");
        assertThat(inTheWorld(() -> sandbox.phones().syncKeys().current(account)))
                .isEqualTo(next);
    }

    @ParameterizedTest
    @EnumSource
    void thePastMayBeHandedOverLater(Account.Kind kind) throws Exception {
        var companion = greeted(kind);
        var chat = Jid.parse("4915112345678@s.whatsapp.net");

        inTheWorld(() -> {
            sandbox.phones().remember(companion.device().account(), chat, message(chat, "OLD"));
            sandbox.phones().shareHistory(companion.device().account());
            return true;
        });

        assertThat(answer(companion).getHistorySyncNotification().getSyncType()).isEqualTo(HistorySyncType.RECENT);
    }
}
