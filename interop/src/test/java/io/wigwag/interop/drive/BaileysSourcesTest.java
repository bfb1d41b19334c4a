package io.wigwag.interop.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The driver's own tests, in its own language: what it makes of each package's events, votes, media and closes.
class BaileysSourcesTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("wigwag.root")));

    @TempDir
    private Path scratch = Path.of("");

    /// Not on the test's time: the packages are fetched, where nobody has needed them before.
    @BeforeAll
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    static void findTheClients(TestReporter reporter) throws Exception {
        var clients = new BaileysClients(ROOT, reporter::publishEntry);
        for (var version : BaileysVersion.values()) {
            var missing = clients.missing(version);
            assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse(""));
        }
    }

    @Test
    void theDriversOwnTestsPass() throws Exception {
        var output = scratch.resolve("out");
        var all = ROOT.resolve("interop/baileys/test/all.mjs").toString();
        var process = new ProcessBuilder(List.of("node", "--test-reporter=tap", all))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var ended = process.waitFor(1, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended).as("ends in time").isTrue();
        var report = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(report).isZero();
        assertThat(report)
                .as("tests that ran")
                .containsPattern("# pass [1-9]\\d")
                .contains("# skipped 0");
    }
}
