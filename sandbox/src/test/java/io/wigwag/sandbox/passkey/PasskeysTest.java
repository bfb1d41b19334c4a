package io.wigwag.sandbox.passkey;

import static io.wigwag.sandbox.Ask.errorOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.server.LinkRefused;
import io.wigwag.sandbox.server.PendingLink;
import io.wigwag.sandbox.watch.EventLog;
import io.wigwag.sandbox.world.Account;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasskeysTest {
    private Sandbox sandbox;
    private Account alice;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start();
        alice = sandbox.phones().create("alice").account();
        sandbox.exchange().loop().execute(() -> sandbox.passkeys().demand(alice, true));
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        sandbox.close();
    }

    private PasskeyClient client() throws Exception {
        return new PasskeyClient(new TestCompanion(sandbox, "alice"));
    }

    /// A phone scans the client's code, and the client is asked for more.
    private void scan(PasskeyClient client) throws Exception {
        var code = client.companion.codes(client.link).getFirst();
        assertThatThrownBy(() -> sandbox.exchange()
                        .loop()
                        .call(() -> sandbox.exchange().linking().scan(code, Optional.of(alice))))
                .isInstanceOf(LinkRefused.class)
                .hasMessageContaining("passkey");
    }

    private List<EventLog.Event> events(String type) {
        return sandbox.events().after(0).stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }

    private List<String> steps() {
        return sandbox.events().after(0).stream()
                .map(EventLog.Event::type)
                .filter(type -> type.startsWith("passkey."))
                .toList();
    }

    private String reason() {
        return events("passkey.refused").getLast().text("reason");
    }

    private int companions() throws Exception {
        return sandbox.exchange().loop().call(() -> alice.companions().size());
    }

    private PendingLink pending() throws Exception {
        return sandbox.exchange()
                .loop()
                .call(() -> List.copyOf(sandbox.exchange().linking().pending()).getLast());
    }

    @Test
    void aScannedCompanionIsLinkedOnceItHasShownItsPasskey() throws Exception {
        try (var client = client()) {
            scan(client);
            var options = client.asked();
            assertThat(options.path("rpId").asString()).isEqualTo("whatsapp.com");
            assertThat(options.path("timeout").asLong()).isEqualTo(600_000);
            client.takeRef();
            client.handOff = PasskeyClient.handOffKey(client.companion.advSecret());
            assertThat(errorOf(client.prologue(options))).isEmpty();
            client.continued();
            assertThat(companions()).isZero();
            assertThat(errorOf(client.showNonce())).isEmpty();
            assertThat(events("passkey.compared").getLast().text("code")).isEqualTo(client.code());
            assertThat(errorOf(client.request())).isEmpty();
            client.finish();

            assertThat(client.companion.pn().bare()).isEqualTo(alice.pn());
            assertThat(companions()).isEqualTo(1);
            assertThat(steps())
                    .containsExactly(
                            "passkey.asked", "passkey.ref", "passkey.proven", "passkey.compared", "passkey.requested");
        }
    }

    @Test
    void aCompanionMayAskForTheOptionsItself() throws Exception {
        sandbox.exchange().loop().call(() -> sandbox.exchange().settings().passkeyDemanded = true);
        try (var client = client()) {
            var answer = client.askForOptions();
            var options = PasskeyClient.JSON.readTree(answer.requireChild("passkey_request_options")
                    .requireBytes()
                    .toArray());
            client.takeRef();
            client.prologue(options);
            client.continued();
            client.showNonce();
            client.request();
            client.finish();

            assertThat(companions()).isEqualTo(1);
            assertThat(steps()).startsWith("passkey.options");
        }
    }

    @Test
    void nobodyIsAskedWhereNobodyDemandsIt() throws Exception {
        sandbox.exchange().loop().execute(() -> sandbox.passkeys().demand(alice, false));
        try (var client = client()) {
            assertThat(errorOf(client.askForOptions())).isEqualTo("404");
            assertThat(errorOf(client.takeRef())).isEqualTo("404");
        }
        var linked = TestCompanion.linked(sandbox, "alice");
        assertThat(linked.pn().bare()).isEqualTo(alice.pn());
        assertThat(steps()).isEmpty();
    }

    @Test
    void otherAccountsLinkAsBefore() throws Exception {
        TestCompanion.linked(sandbox, "bob");
        assertThat(steps()).isEmpty();
    }

    @Test
    void aQrTimeOutEndsNoExchangeThatRuns() throws Exception {
        stopTheClock();
        try (var client = client()) {
            scan(client);
            var options = client.asked();
            sandbox.exchange().loop().advance(Duration.ofSeconds(599));
            client.takeRef();
            assertThat(errorOf(client.prologue(options))).isEmpty();
            client.continued();
            sandbox.exchange().loop().advance(Duration.ofSeconds(599));
            client.showNonce();
            client.request();
            client.finish();
        }
        assertThat(companions()).isEqualTo(1);
    }

    private void stopTheClock() throws Exception {
        // Silent connections of a world whose time is moved by hand are no subject here.
        sandbox.exchange().loop().call(() -> {
            sandbox.exchange().settings().silenceTimeout = Duration.ofDays(1);
            sandbox.clock().set(new SandboxClock.Mode.Manual(sandbox.clock().instant()));
            return true;
        });
    }

    @Test
    void theRequestIsOverAfterItsTime() throws Exception {
        stopTheClock();
        try (var client = client()) {
            scan(client);
            client.asked();
            sandbox.exchange().loop().advance(Duration.ofMinutes(10));
            client.link.awaitClose();
        }
        assertThat(steps()).containsExactly("passkey.asked", "passkey.expired");
        assertThat(companions()).isZero();
    }

    @Test
    void soIsTheExchangeAfterThePasskey() throws Exception {
        stopTheClock();
        try (var client = client()) {
            scan(client);
            var options = client.asked();
            client.takeRef();
            client.prologue(options);
            client.continued();
            sandbox.exchange().loop().advance(Duration.ofMinutes(10));
            client.link.awaitClose();
        }
        assertThat(steps()).endsWith("passkey.proven", "passkey.expired");
    }

    @Test
    void theAdminMayRefuse() throws Exception {
        try (var client = client()) {
            scan(client);
            client.asked();
            var link = pending();
            sandbox.exchange().loop().execute(() -> sandbox.exchange().linking().refuse(link));
            client.link.awaitClose();
        }
        assertThat(events("pairing.refused")).hasSize(1);
        assertThat(steps()).containsExactly("passkey.asked");
    }

    @Test
    void theLinkWaitsForSomebodyToCompareTheCodesWhereThatIsWanted() throws Exception {
        sandbox.exchange().loop().call(() -> sandbox.exchange().settings().passkeyConfirmed = true);
        try (var client = client()) {
            scan(client);
            var options = client.asked();
            var link = pending();
            assertThatThrownBy(() -> sandbox.exchange()
                            .loop()
                            .call(() -> sandbox.passkeys().confirm(link)))
                    .isInstanceOf(LinkRefused.class);
            client.takeRef();
            client.prologue(options);
            client.continued();
            client.showNonce();
            client.request();
            assertThat(sandbox.exchange().loop().call(link::isConfirmed)).isFalse();

            var code = sandbox.exchange()
                    .loop()
                    .call(() -> sandbox.passkeys().of(link).orElseThrow().code());
            assertThat(code).contains(client.code());
            sandbox.exchange().loop().call(() -> sandbox.passkeys().confirm(link));
            client.finish();
        }
        assertThat(companions()).isEqualTo(1);
    }

    @Test
    void aHandOffMadeWithAnotherSecretIsRefused() throws Exception {
        try (var client = client()) {
            scan(client);
            var options = client.asked();
            client.takeRef();
            client.handOff = new byte[32];
            assertThat(errorOf(client.prologue(options))).isEqualTo("403");
            assertThat(reason()).startsWith("hand-off proof");
        }
    }

    @Test
    void aHandOffIsGoodForFiveMinutes() throws Exception {
        stopTheClock();
        try (var client = client()) {
            scan(client);
            var options = client.asked();
            client.takeRef();
            client.handOff = PasskeyClient.handOffKey(client.companion.advSecret());
            sandbox.exchange().loop().advance(Duration.ofMinutes(5));
            assertThat(errorOf(client.prologue(options))).isEqualTo("403");
            assertThat(reason()).contains("five minutes");
        }
    }
}
