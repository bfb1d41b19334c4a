package io.wigwag.sandbox.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.sandbox.Http;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.TestCompanion;
import io.wigwag.sandbox.TestLink;
import io.wigwag.sandbox.world.ClientVersion;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionGateTest {
    private Sandbox sandbox;
    private Http http;

    @BeforeEach
    void start() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).seed(9).build());
        http = new Http(sandbox);
    }

    @AfterEach
    void stop() {
        assertThat(sandbox.exchange().loop().failures()).isZero();
        http.close();
        sandbox.close();
    }

    private void oldest(String version) throws Exception {
        sandbox.exchange().loop().call(() -> {
            sandbox.exchange().settings().minClientVersion = ClientVersion.parse(version);
            return true;
        });
    }

    private static void isOutdated(TestLink link) throws Exception {
        assertThat(link.await("failure").attributes().is("reason", "405")).isTrue();
        link.awaitClose();
    }

    @Test
    void aLinkedClientIsRefusedUntilItsVersionChanges() throws Exception {
        var companion = TestCompanion.linked(sandbox, "ann");
        companion.version(2, 3000, 1_023_223_821);
        oldest("2.3000.1035194821");
        try (var link = companion.connect()) {
            isOutdated(link);
        }
        try (var again = companion.connect()) {
            isOutdated(again);
        }
        companion.version(2, 3000, 1_035_194_821);
        companion.online().close();
        assertThat(sandbox.events().after(0))
                .filteredOn(event -> event.type().equals("login.refused"))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.text("reason")).isEqualTo("405"));
    }

    @Test
    void soIsOneThatHasYetToLink() throws Exception {
        oldest("2.3000.1035194821");
        var companion = new TestCompanion(sandbox, "ann");
        companion.version(2, 2413, 1_035_194_821);
        try (var link = companion.connectUnpaired()) {
            isOutdated(link);
        }
        companion.version(2, 3000, 1_043_857_760);
        companion.link();
        companion.online().close();
    }

    @Test
    void whoTellsNoVersionIsOutdatedOnlyWhereOneIsAskedFor() throws Exception {
        var companion = TestCompanion.linked(sandbox, "ann");
        oldest("0.0.1");
        try (var link = companion.connect()) {
            isOutdated(link);
        }
        oldest("none");
        companion.online().close();
    }

    @Test
    void theGateIsSetAndOpenedFromOutside() throws Exception {
        var companion = TestCompanion.linked(sandbox, "ann");
        companion.version(2, 3000, 5);
        var settings = http.call("PATCH", "/admin/settings", "{\"minClientVersion\":\"2.3000.6\"}");
        assertThat(settings.path("minClientVersion").asString()).isEqualTo("2.3000.6");
        try (var link = companion.connect()) {
            isOutdated(link);
        }
        settings = http.call("PATCH", "/admin/settings", "{\"minClientVersion\":null}");
        assertThat(settings.path("minClientVersion").isNull()).isTrue();
        companion.online().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2.3000\"", "\"2.3000.x\"", "\"2.3000.12345678901\"", "7"})
    void whatIsNoVersionIsRefused(String value) throws Exception {
        var problem = http.call("PATCH", "/admin/settings", "{\"minClientVersion\":" + value + "}");
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("detail").asString()).contains("minClientVersion");
        assertThat(sandbox.exchange().settings().minClientVersion).isEqualTo(Optional.empty());
    }
}
