package io.wigwag.interop.drive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaileysClientsTest {
    @TempDir
    private Path root = Path.of("");

    @Test
    void whatCannotBeInstalledIsSaidInOneSentenceAndNotThrown() throws Exception {
        var client = Files.createDirectories(root.resolve("interop/baileys/clients/6.7.24"));
        Files.writeString(client.resolve("package-lock.json"), "not a lock file");
        List<String> progress = new ArrayList<>();
        var missing = new BaileysClients(root, progress::add).missing(BaileysVersion.V6_7_24);
        assertThat(missing)
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("Baileys ")
                        .matches("(?s).*(could not be installed|wants Node).*"));
    }

    @Test
    void whatIsInstalledIsNotInstalledAgain() throws Exception {
        var client = Files.createDirectories(root.resolve("interop/baileys/clients/6.7.24"));
        Files.writeString(client.resolve("package-lock.json"), "");
        Files.createDirectories(client.resolve("node_modules"));
        Files.writeString(client.resolve("node_modules/.package-lock.json"), "");
        List<String> progress = new ArrayList<>();
        var missing = new BaileysClients(root, progress::add).missing(BaileysVersion.V6_7_24);
        assertThat(missing.filter(sentence -> !sentence.contains("Node"))).isEmpty();
        assertThat(progress).isEmpty();
    }
}
