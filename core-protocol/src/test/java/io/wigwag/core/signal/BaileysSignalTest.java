package io.wigwag.core.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;

/// Against Baileys, the client that most gateways run on, in a live Node process. Left out where there is no Node.js,
/// or its packages can't be fetched.
class BaileysSignalTest extends ForeignConversationContract {
    private static final Path MODULE = Path.of(Objects.requireNonNull(System.getProperty("basedir"), "-Dbasedir"));
    private static final Path SOURCES = MODULE.resolve("src/test/node");
    private static final Path FOLDER = MODULE.resolve("target/signal-peer");

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(runs(MODULE, "node", "--version"), "Node.js is not installed, so Baileys can't be asked");
        Files.createDirectories(FOLDER);
        for (var file : List.of("package.json", "package-lock.json", "signal-peer.mjs")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            var installed = runs(FOLDER, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
            assumeTrue(installed, "Baileys could not be fetched by npm");
        }
    }

    @Override
    ForeignParty foreigner() {
        try {
            return new NodeParty(FOLDER);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean runs(Path folder, String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(process.waitFor(100, TimeUnit.SECONDS))
                    .as(String.join(" ", command))
                    .isTrue();
            return process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        }
    }
}
