package io.wigwag.storage.seal.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.seal.master.TransitServer.Canned;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransitKeyServiceTest {
    private static final Octets CONTEXT = Octets.wrap("here".getBytes(StandardCharsets.UTF_8));
    private static final Octets DATA_KEY = Octets.ofHex("d0".repeat(32));
    private static final TransitSettings.Patience PATIENCE =
            new TransitSettings.Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), 4, Duration.ofMillis(200));

    private final TransitServer server = new TransitServer();
    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Duration> pauses = new ArrayList<>();

    TransitKeyServiceTest() throws IOException {}

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    @Test
    void whatItWrapsItOpens() throws Exception {
        var service = service();
        var wrapped = service.wrap(DATA_KEY, CONTEXT);

        assertThat(service.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
        assertThat(wrapped.masterKey()).isEqualTo("transit:wigwag:v1").isEqualTo(service.current());
        assertThat(server.seen())
                .containsExactly(
                        "POST /v1/transit/encrypt/wigwag ns=team",
                        "POST /v1/transit/decrypt/wigwag ns=team",
                        "POST /v1/transit/encrypt/wigwag ns=team");
    }

    @Test
    void aRotationOfTheServicesKeyIsSeenAndTheOldVersionOpens() throws Exception {
        var service = service();
        var wrapped = service.wrap(DATA_KEY, CONTEXT);
        server.rotate();

        assertThat(service.current()).isEqualTo("transit:wigwag:v2");
        assertThat(service.knows(wrapped.masterKey())).isTrue();
        assertThat(service.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
    }

    @Test
    void nothingChangedOrMovedOpens() throws Exception {
        var service = service();
        var wrapped = service.wrap(DATA_KEY, CONTEXT);
        var text = new String(wrapped.bytes().toArray(), StandardCharsets.US_ASCII);
        var other = text.substring(0, text.length() - 8)
                + (text.charAt(text.length() - 8) == 'A' ? 'B' : 'A')
                + text.substring(text.length() - 7);

        assertThatThrownBy(() -> service.unwrap(wrapped, DATA_KEY)).isInstanceOf(MasterKeyTrouble.Wrong.class);
        for (var changed : List.of(other, "vault", text.replace("v1", "v2"), text + "\"")) {
            var bytes = Octets.wrap(changed.getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> service.unwrap(new Wrapped(wrapped.masterKey(), bytes), CONTEXT))
                    .isInstanceOf(MasterKeyTrouble.Wrong.class);
        }
        assertThatThrownBy(() -> service.unwrap(new Wrapped("local", wrapped.bytes()), CONTEXT))
                .isInstanceOf(MasterKeyTrouble.Unknown.class);
    }

    @Test
    void passingTroubleIsTriedAgainWithGrowingPauses() throws Exception {
        server.canned.add(new Canned(503, "{\"errors\":[\"Vault is sealed\"]}"));
        server.canned.add(new Canned(429, ""));
        server.canned.add(new Canned(500, "<html>"));

        assertThat(service().wrap(DATA_KEY, CONTEXT).masterKey()).isEqualTo("transit:wigwag:v1");
        assertThat(pauses).containsExactly(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMillis(800));
    }

    @Test
    void lastingTroubleTellsWhatTheServiceSaid() {
        for (var i = 0; i < PATIENCE.attempts(); i++) {
            server.canned.add(new Canned(503, "{\"errors\":[\"Vault is\\nsealed\"]}"));
        }

        assertThatThrownBy(() -> service().wrap(DATA_KEY, CONTEXT))
                .isInstanceOfSatisfying(
                        MasterKeyTrouble.Unavailable.class,
                        e -> assertThat(e.retryable()).isTrue())
                .hasMessageContaining("503 (Vault is sealed)")
                .hasMessageContaining("4 attempts");
    }

    @Test
    void aRefusalIsFinalAndSaysWhatToLookAt() throws Exception {
        var stranger = service(server.address(), TransitToken.fixed("other"));
        assertThatThrownBy(() -> stranger.wrap(DATA_KEY, CONTEXT))
                .isInstanceOf(MasterKeyTrouble.Refused.class)
                .hasMessageContaining("403; the token may be wrong")
                .hasMessageContaining("permission denied")
                .message()
                .doesNotContain("other");

        server.canned.add(new Canned(404, "{\"errors\":[]}"));
        assertThatThrownBy(() -> service().wrap(DATA_KEY, CONTEXT))
                .isInstanceOf(MasterKeyTrouble.Refused.class)
                .hasMessageContaining("is there a mount 'transit'");
        assertThat(pauses).isEmpty();
    }

    @Test
    void answersThatAreNoneAreRefused() throws Exception {
        for (var body :
                List.of("", "<html>", "[]", "{\"data\":{\"ciphertext\":7}}", "{\"data\":{\"ciphertext\":\"x\"}}")) {
            server.canned.add(new Canned(200, body));
            assertThatThrownBy(() -> service().wrap(DATA_KEY, CONTEXT))
                    .as(body)
                    .isInstanceOf(MasterKeyTrouble.Refused.class);
        }
        var wrapped = service().wrap(DATA_KEY, CONTEXT);
        server.canned.add(new Canned(200, "{\"data\":{\"plaintext\":\"*\"}}"));
        assertThatThrownBy(() -> service().unwrap(wrapped, CONTEXT)).isInstanceOf(MasterKeyTrouble.Refused.class);
        server.canned.add(new Canned(302, ""));
        assertThatThrownBy(() -> service().unwrap(wrapped, CONTEXT)).isInstanceOf(MasterKeyTrouble.Refused.class);
    }

    @Test
    void anEndlessAnswerIsCutOff() {
        for (var i = 0; i < PATIENCE.attempts(); i++) {
            server.canned.add(new Canned(200, " ".repeat(100_000)));
        }

        assertThatThrownBy(() -> service().wrap(DATA_KEY, CONTEXT)).isInstanceOf(MasterKeyTrouble.Unavailable.class);
    }

    @Test
    void aServiceThatIsNotThereOrSilentIsUnavailable() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        var gone = service(URI.create("http://127.0.0.1:" + closed), TransitToken.fixed("t"));
        assertThatThrownBy(() -> gone.wrap(DATA_KEY, CONTEXT))
                .isInstanceOf(MasterKeyTrouble.Unavailable.class)
                .hasMessageContaining("ConnectException");

        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var patience =
                    new TransitSettings.Patience(Duration.ofSeconds(10), Duration.ofMillis(50), 2, Duration.ZERO);
            var address = URI.create("http://127.0.0.1:" + silent.getLocalPort());
            var settings = TransitSettings.of(
                    address, "transit", "wigwag", TransitToken.fixed("t"), Optional.empty(), patience);
            assertThatThrownBy(() -> new TransitKeyService(settings, http, pauses::add).wrap(DATA_KEY, CONTEXT))
                    .isInstanceOf(MasterKeyTrouble.Unavailable.class)
                    .hasMessageContaining("HttpTimeoutException");
        }
    }

    @Test
    void aTokenInAFileMayBeRenewed(@TempDir Path directory) throws Exception {
        var file = directory.resolve("token");
        Files.writeString(file, "expired\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var service = service(server.address(), TransitToken.file(file));
        assertThatThrownBy(() -> service.wrap(DATA_KEY, CONTEXT)).isInstanceOf(MasterKeyTrouble.Refused.class);

        Files.writeString(file, TransitServer.TOKEN + "\n");
        assertThat(service.unwrap(service.wrap(DATA_KEY, CONTEXT), CONTEXT)).isEqualTo(DATA_KEY);

        Files.writeString(file, "two\nlines\n");
        assertThatThrownBy(() -> service.wrap(DATA_KEY, CONTEXT)).isInstanceOf(MasterKeyTrouble.Unusable.class);
    }

    @Test
    void itNeverFollowsToAnotherPlace() throws Exception {
        try (var following = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.ALWAYS)
                .build()) {
            var settings = settings(server.address(), TransitToken.fixed("t"));
            assertThatThrownBy(() -> new TransitKeyService(settings, following, pauses::add))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void dataKeysPassNoNetworkUnprotected() throws Exception {
        var token = TransitToken.fixed("t");

        assertThat(settings(URI.create("https://vault.example:8200"), token).endpoint("encrypt"))
                .isEqualTo(URI.create("https://vault.example:8200/v1/transit/encrypt/wigwag"));
        for (var address : List.of(
                "http://vault.example:8200",
                "vault.example",
                "ftp://localhost",
                "https://u:p@host",
                "https://h/?a=b")) {
            assertThatThrownBy(() -> settings(URI.create(address), token))
                    .as(address)
                    .isInstanceOf(MasterKeyTrouble.Unusable.class);
        }
        assertThatThrownBy(() ->
                        TransitSettings.of(server.address(), "../sys", "wigwag", token, Optional.empty(), PATIENCE))
                .isInstanceOf(MasterKeyTrouble.Unusable.class);
    }

    private TransitKeyService service() throws MasterKeyTrouble {
        return service(server.address(), TransitToken.fixed(TransitServer.TOKEN));
    }

    private TransitKeyService service(URI address, TransitToken token) throws MasterKeyTrouble {
        return new TransitKeyService(settings(address, token), http, pauses::add);
    }

    private static TransitSettings settings(URI address, TransitToken token) throws MasterKeyTrouble {
        return TransitSettings.of(address, "transit", "wigwag", token, Optional.of("team"), PATIENCE);
    }
}
