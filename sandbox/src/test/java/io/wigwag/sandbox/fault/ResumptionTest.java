package io.wigwag.sandbox.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that come back and know the server's key.
final class ResumptionTest {
    private Sandbox sandbox;
    private Http http;
    private TestCompanion ann;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).seed(11).build());
        http = new Http(sandbox);
        ann = TestCompanion.linked(sandbox, "ann");
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        http.close();
        sandbox.close();
    }

    private PublicKey known() throws Exception {
        try (var link = ann.online()) {
            assertThat(link.established()).isInstanceOf(Established.Proven.class);
            return link.established().server();
        }
    }

    private static void talks(TestLink link) throws Exception {
        var answer = link.query(Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("xmlns", "w:p")
                .attribute("type", "get")
                .build());
        assertThat(answer.attributes().is("type", "result")).isTrue();
    }

    private void patternIs(String pattern) {
        var opened = sandbox.events().after(0).stream()
                .filter(event -> event.type().equals("connection.opened"))
                .toList();
        assertThat(opened.getLast().text("pattern")).isEqualTo(pattern);
    }

    @Test
    void aClientThatKnowsTheKeyComesInWithOneFrame() throws Exception {
        var server = known();
        ann.resumeWith(server);
        try (var link = ann.online()) {
            assertThat(link.established()).isInstanceOf(Established.Resumed.class);
            assertThat(link.established().server()).isEqualTo(server);
            patternIs("IK");
            talks(link);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"leaf", "intermediate", "root"})
    void afterARotationItIsToldTheNewKeyAndStaysIn(String part) throws Exception {
        var server = known();
        ann.resumeWith(server);
        http.call("POST", "/admin/noise/rotate", "{\"what\":\"" + part + "\"}");
        try (var link = ann.online()) {
            var now = link.established().server();
            assertThat(now.octets().toHex())
                    .isEqualTo(http.call("GET", "/admin/noise", "")
                            .path("serverPublicKeyHex")
                            .asString());
            if (part.equals("leaf")) {
                assertThat(now).isNotEqualTo(server);
                assertThat(link.established()).isInstanceOf(Established.Proven.class);
                patternIs("fallback");
            } else {
                assertThat(now).isEqualTo(server);
                assertThat(link.established()).isInstanceOf(Established.Resumed.class);
            }
            talks(link);
        }
    }

    @Test
    void aServerMayWantTheFallbackAlthoughItsKeyIsKnown() throws Exception {
        ann.resumeWith(known());
        http.call(
                "POST",
                "/admin/faults",
                "{\"match\":{\"layer\":\"handshake\"},\"times\":1,\"action\":{\"forceFallback\":{}}}");
        try (var link = ann.online()) {
            assertThat(link.established()).isInstanceOf(Established.Proven.class);
            patternIs("fallback");
            talks(link);
        }
        try (var link = ann.online()) {
            assertThat(link.established()).isInstanceOf(Established.Resumed.class);
        }
    }

    @Test
    void aServerThatTakesEveryHelloForAFirstIsNoticedByWhoResumesAndServesTheOthers() throws Exception {
        var server = known();
        var fault =
                http.call("POST", "/admin/faults", "{\"match\":{\"layer\":\"handshake\"},\"action\":{\"forceXX\":{}}}");
        known();
        patternIs("XX");
        ann.resumeWith(server);
        assertThatThrownBy(ann::connect).hasRootCauseInstanceOf(HandshakeFailed.class);
        http.send(http.request("/admin/faults/" + fault.path("id").asLong()).DELETE());
        try (var link = ann.online()) {
            assertThat(link.established()).isInstanceOf(Established.Resumed.class);
        }
    }
}
