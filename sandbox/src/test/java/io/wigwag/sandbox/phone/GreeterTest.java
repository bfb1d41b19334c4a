package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.HistorySyncNotification;
import io.wigwag.proto.e2e.HistorySyncType;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.proto.history.HistorySync;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.QueueEntry;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GreeterTest {
    private static final long SEED = 6_4;

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

    private interface InTheWorld {
        void run() throws Exception;
    }

    private void inTheWorld(InTheWorld test) throws Exception {
        sandbox.exchange().loop().call(() -> {
            test.run();
            return true;
        });
    }

    private LinkedCompanion companion(String name, Account.Kind kind) {
        var exchange = sandbox.exchange();
        var account = exchange.accounts().byName(name).orElseGet(() -> exchange.createAccount(name, name, kind));
        return new LinkedCompanion(exchange, account, random);
    }

    private static HistorySync inflated(HistorySyncNotification notification) throws Exception {
        var payload = notification.getInitialHistBootstrapInlinePayload().toByteArray();
        return HistorySync.parseFrom(new InflaterInputStream(new ByteArrayInputStream(payload)));
    }

    @ParameterizedTest
    @EnumSource
    void newCompanionsHearKeysAndHistoryBeforeAnyMark(Account.Kind kind) throws Exception {
        inTheWorld(() -> {
            var companion = companion("alice", kind);

            companion.logIn();

            assertThat(companion.heard.stream().map(Node::tag))
                    .containsExactly("success", "iq", "message", "message", "ib", "ib");
            var account = companion.device().account();
            for (var message : companion.messages()) {
                assertThat(message.attributes().requireJid("from")).isEqualTo(account.pn());
                assertThat(message.attributes().requireText("category")).isEqualTo("peer");
                assertThat(message.attributes().requireText("type")).isEqualTo("text");
                assertThat(message.attributes().has("offline")).isFalse();
                assertThat(message.children()).hasSize(1);
            }
            var share = companion.read(companion.messages().getFirst()).getProtocolMessage();
            assertThat(share.getType()).isEqualTo(ProtocolMessage.Type.APP_STATE_SYNC_KEY_SHARE);
            assertThat(share.getAppStateSyncKeyShare().getKeysList())
                    .singleElement()
                    .satisfies(key -> {
                        assertThat(Octets.wrap(key.getKeyId().getKeyId().toByteArray())
                                        .toHex())
                                .isEqualTo("000000000001");
                        assertThat(key.getKeyData().getKeyData().size()).isEqualTo(32);
                        assertThat(key.getKeyData().getTimestamp()).isPositive();
                        assertThat(key.getKeyData().getFingerprint().getDeviceIndexesList())
                                .contains(0);
                    });
            var history = companion
                    .read(companion.messages().getLast())
                    .getProtocolMessage()
                    .getHistorySyncNotification();
            assertThat(history.getSyncType()).isEqualTo(HistorySyncType.INITIAL_BOOTSTRAP);
            var sync = inflated(history);
            assertThat(sync.getSyncType()).isEqualTo(HistorySync.HistorySyncType.INITIAL_BOOTSTRAP);
            assertThat(sync.getPushnamesList()).singleElement().satisfies(name -> {
                assertThat(name.getId()).isEqualTo(account.pn().toString());
                assertThat(name.getPushname()).isEqualTo("alice");
            });
            assertThat(sync.getPhoneNumberToLidMappingsList()).isEmpty();
        });
    }

    @Test
    void oneTimeKeysThatThePersonaUsesAreGivenOut() throws Exception {
        inTheWorld(() -> {
            var companion = companion("alice", Account.Kind.HEADLESS);
            companion.publishPreKey(3);
            companion.publishPreKey(4);

            companion.logIn();

            assertThat(companion.device().preKeys().oneTime()).containsOnlyKeys(4);
            assertThat(companion.read(companion.messages().getFirst()).hasProtocolMessage())
                    .isTrue();
        });
    }

    @Test
    void companionsOfOneAccountGetTheSameKeys() throws Exception {
        inTheWorld(() -> {
            var first = companion("alice", Account.Kind.HEADLESS);
            first.logIn();
            var second = companion("alice", Account.Kind.HEADLESS);
            second.logIn();

            var keys =
                    first.read(first.messages().getFirst()).getProtocolMessage().getAppStateSyncKeyShare();
            assertThat(second.read(second.messages().getFirst())
                            .getProtocolMessage()
                            .getAppStateSyncKeyShare())
                    .isEqualTo(keys);
        });
    }

    @Test
    void unsettledGreetingsComeAgain() throws Exception {
        inTheWorld(() -> {
            var companion = companion("alice", Account.Kind.HEADLESS);
            companion.logIn();
            var first = companion.messages();
            companion.logOff();

            companion.logIn();

            assertThat(companion.messages().stream()
                            .map(message -> message.attributes().text("id")))
                    .containsExactlyElementsOf(first.stream()
                            .map(message -> message.attributes().text("id"))
                            .toList());
            assertThat(companion.messages())
                    .allSatisfy(message ->
                            assertThat(message.attributes().has("offline")).isTrue());
        });
    }

    private static Node acknowledgement(Node message) {
        return Node.tag("ack")
                .attribute("class", "message")
                .attribute("id", message.attributes().text("id"))
                .build();
    }

    @Test
    void historyThatWasNotWorkedInComesAgainAfterItsArrival() throws Exception {
        inTheWorld(() -> {
            var companion = companion("alice", Account.Kind.HEADLESS);
            companion.logIn();
            var greeting = companion.messages();
            for (var message : greeting) {
                companion.read(message);
                companion.say(acknowledgement(message));
            }
            companion.logOff();
            companion.device().account().rename("Alice");

            companion.logIn();

            assertThat(companion.messages()).singleElement().satisfies(message -> {
                assertThat(message.attributes().text("id"))
                        .isEqualTo(greeting.getLast().attributes().text("id"));
                var again = companion.read(message).getProtocolMessage().getHistorySyncNotification();
                assertThat(inflated(again).getPushnames(0).getPushname()).isEqualTo("Alice");
            });
        });
    }

    @Test
    void historyThatWasWorkedInDoesNotComeAgain() throws Exception {
        inTheWorld(() -> {
            var companion = companion("alice", Account.Kind.HEADLESS);
            companion.logIn();
            var greeting = companion.messages();
            greeting.forEach(message -> companion.say(acknowledgement(message)));
            sandbox.exchange()
                    .delivery()
                    .phones()
                    .fromCompanion(
                            companion.device(),
                            QueueEntry.Kind.RECEIPT,
                            Node.tag("receipt")
                                    .attribute("type", "hist_sync")
                                    .attribute(
                                            "id",
                                            greeting.getLast().attributes().text("id"))
                                    .build());
            companion.logOff();

            companion.logIn();

            assertThat(companion.messages()).isEmpty();
        });
    }

    @Test
    void filesOfTheHistoryAreOnTheMediaHostToo() throws Exception {
        inTheWorld(() -> {
            Map<String, Octets> files = new HashMap<>();
            sandbox.phones().uploads((kind, bytes) -> {
                var path = "/v/" + kind + "/" + files.size();
                files.put(path, bytes);
                return path;
            });
            var companion = companion("alice", Account.Kind.HEADLESS);

            companion.logIn();

            var history = companion
                    .read(companion.messages().getLast())
                    .getProtocolMessage()
                    .getHistorySyncNotification();
            assertThat(history.getDirectPath()).isEqualTo("/v/md-msg-hist/0");
            var file = Objects.requireNonNull(files.get("/v/md-msg-hist/0"));
            assertThat(OpenedMedia.open(
                            file, Octets.wrap(history.getMediaKey().toByteArray()), "WhatsApp History Keys"))
                    .isEqualTo(Octets.wrap(
                            history.getInitialHistBootstrapInlinePayload().toByteArray()));
        });
    }

    @Test
    void largeHistoryIsAFileOnly() throws Exception {
        inTheWorld(() -> {
            sandbox.exchange().settings().historyInlineBytes = 0;
            var companion = companion("alice", Account.Kind.HEADLESS);

            companion.logIn();

            var history = companion
                    .read(companion.messages().getLast())
                    .getProtocolMessage()
                    .getHistorySyncNotification();
            assertThat(history.hasInitialHistBootstrapInlinePayload()).isFalse();
            var file = sandbox.blobs()
                    .find(history.getDirectPath())
                    .orElseThrow()
                    .content()
                    .bytes();
            var opened =
                    OpenedMedia.open(file, Octets.wrap(history.getMediaKey().toByteArray()), "WhatsApp History Keys");
            assertThat(HistorySync.parseFrom(new InflaterInputStream(opened.asStream()))
                            .getPushnamesCount())
                    .isEqualTo(1);
        });
    }

    @Test
    void chatPartnersAreNamedWithBothTheirAddresses() throws Exception {
        inTheWorld(() -> {
            var companion = companion("alice", Account.Kind.HEADLESS);
            var bob = sandbox.exchange().createAccount("bob", "Bob", Account.Kind.HEADLESS);
            sandbox.exchange().acquaintances().learnt(bob, companion.device().account());

            companion.logIn();

            List<HistorySync> chunks = new ArrayList<>();
            for (var message : companion.messages()) {
                Message content = companion.read(message);
                if (content.getProtocolMessage().hasHistorySyncNotification()) {
                    chunks.add(inflated(content.getProtocolMessage().getHistorySyncNotification()));
                }
            }
            assertThat(chunks).hasSize(2);
            assertThat(chunks.getFirst().getPhoneNumberToLidMappingsList())
                    .singleElement()
                    .satisfies(pair -> {
                        assertThat(pair.getPnJid()).isEqualTo(bob.pn().toString());
                        assertThat(pair.getLidJid()).isEqualTo(bob.lid().toString());
                    });
            assertThat(chunks.getLast().getPushnamesList())
                    .anySatisfy(name -> assertThat(name.getPushname()).isEqualTo("Bob"));
        });
    }
}
