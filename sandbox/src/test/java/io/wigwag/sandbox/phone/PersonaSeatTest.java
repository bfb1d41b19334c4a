package io.wigwag.sandbox.phone;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.AppStateSyncKeyId;
import io.wigwag.proto.e2e.AppStateSyncKeyRequest;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Two companions of a headless account, and the persona under a number of its own.
class PersonaSeatTest {
    private static final long SEED = 4_1;
    private static final int SEAT = 50;

    private final SeededRandom random = new SeededRandom(SEED);
    private Sandbox sandbox;
    private LinkedCompanion first;
    private LinkedCompanion second;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        sandbox.exchange().settings().personaDevice = SEAT;
        first = linked("alice", Account.Kind.HEADLESS);
        second = linked("alice", Account.Kind.HEADLESS);
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        sandbox.close();
    }

    private <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    private LinkedCompanion linked(String name, Account.Kind kind) throws Exception {
        return inTheWorld(() -> {
            var exchange = sandbox.exchange();
            var account = exchange.accounts().byName(name).orElseGet(() -> exchange.createAccount(name, name, kind));
            var companion = new LinkedCompanion(exchange, account, random);
            companion.logIn();
            return companion;
        });
    }

    private static Jid seat(LinkedCompanion companion) {
        return companion.device().account().pn().withDevice(SEAT);
    }

    private static Jid speaker(LinkedCompanion companion) throws Exception {
        return companion.messages().getFirst().attributes().requireJid("from");
    }

    @Test
    void theFirstCompanionHearsItFromZeroAndTheLaterOnesFromItsOwnNumber() throws Exception {
        var own = first.device().account().pn();
        assertThat(speaker(first)).isEqualTo(own);
        assertThat(speaker(second)).isEqualTo(own.withDevice(SEAT));
        var ofPhone = linked("bob", Account.Kind.PHONE);
        assertThat(speaker(ofPhone)).isEqualTo(ofPhone.device().account().pn());
        assertThat(inTheWorld(() -> first.device().account().devices().stream()
                        .map(Device::number)
                        .toList()))
                .as("it is in no list")
                .containsExactly(0, 1);
    }

    @Test
    void itAnswersUnderEitherNumber() throws Exception {
        for (var to : new Jid[] {seat(second), second.device().account().pn()}) {
            inTheWorld(() -> {
                for (var message : second.messages()) {
                    second.read(message);
                }
                second.heard.clear();
                second.say(Node.tag("message")
                        .attribute("to", to)
                        .attribute("id", "ASK" + to.device())
                        .attribute("type", "text")
                        .attribute("category", "peer")
                        .child(second.seal(seat(second).toString(), keyRequest()))
                        .build());
                return true;
            });

            var answer = inTheWorld(() -> second.messages().getFirst());

            assertThat(answer.attributes().requireJid("from")).isEqualTo(seat(second));
        }
    }

    private static Message keyRequest() {
        return Message.newBuilder()
                .setProtocolMessage(ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.APP_STATE_SYNC_KEY_REQUEST)
                        .setAppStateSyncKeyRequest(
                                AppStateSyncKeyRequest.newBuilder().addKeyIds(AppStateSyncKeyId.newBuilder())))
                .build();
    }

    @Test
    void itSaysAgainWhatWasAskedForUnderItsNumber() throws Exception {
        var lost = second.messages().getFirst().attributes().requireText("id");
        inTheWorld(() -> {
            second.heard.clear();
            second.say(Node.tag("receipt")
                    .attribute("to", seat(second))
                    .attribute("id", lost)
                    .attribute("type", "retry")
                    .child(Node.tag("retry").attribute("count", 1).attribute("id", lost))
                    .build());
            return true;
        });

        var again = inTheWorld(() -> second.messages().getFirst());

        assertThat(again.attributes().requireText("id")).isEqualTo(lost);
        assertThat(inTheWorld(() -> second.read(again)).getProtocolMessage().hasAppStateSyncKeyShare())
                .isTrue();
    }

    @Test
    void noCompanionGetsItsNumberOrThatOfHostedDevices() throws Exception {
        assertThat(inTheWorld(() -> {
                    var account = sandbox.exchange().createAccount("carol", "carol", Account.Kind.HEADLESS);
                    account.reserve(SEAT - 1, 1);
                    var behindSeat = account.nextDevice(SEAT);
                    account.reserve(97, 2);
                    return new int[] {behindSeat, account.nextDevice(98), account.nextDevice(0)};
                }))
                .containsExactly(SEAT + 1, 100, 98);
    }
}
