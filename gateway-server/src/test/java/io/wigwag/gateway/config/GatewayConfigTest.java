package io.wigwag.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayConfigTest {
    @TempDir
    private Path folder;

    private static GatewayConfig read(Map<String, String> flags, Map<String, String> environment, String file)
            throws Exception {
        return GatewayConfig.read(new Sources(flags, environment, Sources.file(new StringReader(file))));
    }

    @Test
    void withoutAnySettingThereIsAnEmbeddedStoreOnLoopback() throws Exception {
        // What the launcher and other commands read is no setting.
        var others = Map.of("PATH", "/bin", "WIGWAG_LOG", "json", "WIGWAG_JAVA_OPTS", "-Xmx1g", "WIGWAG_JDKS", "/opt");
        var config = read(Map.of(), others, "");
        assertThat(config.http().bind()).isEqualTo("127.0.0.1");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.store().mongoUri()).isEmpty();
        assertThat(config.store().folder()).isEqualTo(Path.of("wigwag-data"));
    }

    @Test
    void flagsGoBeforeTheEnvironmentAndThatBeforeAFile() throws Exception {
        var file = "# ours\nhttp.port = 1\nhttp.bind = 10.0.0.1\nhttp.grace = 5s\n";
        var environment = Map.of("WIGWAG_HTTP_PORT", "2", "WIGWAG_HTTP_BIND", "10.0.0.2");
        var config = read(Map.of("http.port", "3"), environment, file);
        assertThat(config.http().port()).isEqualTo(3);
        assertThat(config.http().bind()).isEqualTo("10.0.0.2");
        assertThat(config.http().grace()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void everyMistakeIsToldAtOnce() {
        var environment = Map.of("WIGWAG_HTTP_PORT", "70000", "WIGWAG_HTTP_PROT", "1", "WIGWAG_TEST_MONGO_URI", "x");
        var wrong = catchThrowableOfType(
                Misconfigured.class, () -> read(Map.of("http.grace", "soon"), environment, "http.prot = 1"));
        assertThat(wrong.mistakes())
                .containsExactly(
                        "WIGWAG_HTTP_PORT: expected: a number from 0 to 65535",
                        "--http.grace: expected: a time such as 30s or 5m",
                        "WIGWAG_HTTP_PROT: there is no such setting",
                        "http.prot in the file: there is no such setting");
    }

    @Test
    void aClientFileThatSaysNonsenseIsAMistakeLikeAnyOther() throws Exception {
        var file =
                Files.writeString(folder.resolve("client.properties"), "client.verison = 1\nclient.platform = ZX81\n");
        var wrong = catchThrowableOfType(
                Misconfigured.class,
                () -> read(Map.of("client.version", "new", "client.file", file.toString()), Map.of(), ""));
        assertThat(wrong.mistakes())
                .hasSize(2)
                .anyMatch(mistake -> mistake.startsWith("--client.file:")
                        && mistake.contains("client.verison")
                        && mistake.contains("client.platform"))
                .anyMatch(mistake -> mistake.startsWith("--client.version: expected"));
    }

    @Test
    void whatHoldsIsToldWithoutSecrets() throws Exception {
        var config = read(Map.of(), Map.of("WIGWAG_MONGO_URI", "mongodb://a:hunter2@b"), "");
        assertThat(config.effective()).containsEntry("mongo.uri", "[redacted]").containsEntry("http.port", "8080");
        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(config.store().mongoUri().orElseThrow().reveal()).isEqualTo("mongodb://a:hunter2@b");
    }
}
