package io.wigwag.storage.seal.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.seal.master.MasterKeySource.Outcome;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeySourceTest {
    private static final Octets CONTEXT = Octets.ofHex("00");
    private static final Octets DATA_KEY = Octets.ofHex("d0".repeat(32));

    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newHttpClient();
    private final MasterKeySource source = new MasterKeySource(random, http, _ -> {});

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void withoutAnySettingThereIsAClearError() {
        assertThatThrownBy(() -> source.find(KeySettings.of(Map.of())))
                .isInstanceOf(MasterKeyTrouble.Missing.class)
                .hasMessageContaining("WIGWAG_MASTER_KEYS");
    }

    @Test
    void aNewStoreGetsAKeyThatTheNextStartFinds() throws Exception {
        var file = directory.resolve("master.key");
        var first = source.findOrMake(KeySettings.of(Map.of()), file, true);
        var wrapped = first.keys().wrap(DATA_KEY, CONTEXT);

        assertThat(first)
                .isInstanceOfSatisfying(
                        Outcome.Made.class, made -> assertThat(made.file()).isEqualTo(file));
        var second = source.findOrMake(KeySettings.of(Map.of()), file, false);
        assertThat(second).isInstanceOf(Outcome.Found.class);
        assertThat(second.keys().unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
    }

    @Test
    void aStoreThatLostItsKeyGetsNoOther() {
        var file = directory.resolve("master.key");

        assertThatThrownBy(() -> source.findOrMake(KeySettings.of(Map.of()), file, false))
                .isInstanceOf(MasterKeyTrouble.Missing.class)
                .hasMessageContaining("restore it");
        assertThat(file).doesNotExist();
    }

    @Test
    void aConfiguredKeyIsTakenAndNoneMade() throws Exception {
        var file = directory.resolve("master.key");
        var settings = KeySettings.of(
                Map.of(KeySettings.KEYS, MasterKey.generate("env", random).reveal()));

        assertThat(source.findOrMake(settings, file, true)).isInstanceOf(Outcome.Found.class);
        assertThat(file).doesNotExist();
    }

    @Test
    void keysOfAllPlacesOpenAndTheServiceWraps() throws Exception {
        var file = directory.resolve("extra.key");
        var inFile = MasterKey.generate("file", random);
        var inEnvironment = MasterKey.generate("env", random);
        var second = MasterKey.generate("env2", random);
        Files.writeString(file, inFile.reveal());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        var local = Map.of(
                KeySettings.KEYS,
                inEnvironment.reveal() + ", " + second.reveal() + ",",
                KeySettings.KEY_FILE,
                file.toString());
        var wrapped = source.find(KeySettings.of(local)).wrap(DATA_KEY, CONTEXT);
        assertThat(wrapped.masterKey()).isEqualTo("env");

        try (var server = new TransitServer()) {
            var all = new HashMap<>(local);
            all.put(KeySettings.SERVICE_URL, server.address().toString());
            all.put(KeySettings.SERVICE_TOKEN, TransitServer.TOKEN);
            var keys = source.find(KeySettings.of(all));

            assertThat(keys.current()).isEqualTo("transit:wigwag:v1");
            assertThat(keys.knows("file")).isTrue();
            assertThat(keys.knows("env2")).isTrue();
            assertThat(keys.unwrap(wrapped, CONTEXT)).isEqualTo(DATA_KEY);
            assertThat(keys.unwrap(keys.wrap(DATA_KEY, CONTEXT), CONTEXT)).isEqualTo(DATA_KEY);
            assertThatThrownBy(() -> keys.unwrap(new Wrapped("no", Octets.EMPTY), CONTEXT))
                    .isInstanceOf(MasterKeyTrouble.Unknown.class);
        }
    }

    @Test
    void halfASettingIsNone() {
        var url = Map.of(KeySettings.SERVICE_URL, "https://vault.example:8200");

        assertThatThrownBy(() -> KeySettings.of(url))
                .isInstanceOf(MasterKeyTrouble.Unusable.class)
                .hasMessageContaining("TOKEN");
        assertThatThrownBy(() ->
                        KeySettings.of(Map.of(KeySettings.SERVICE_URL, "ht tp://", KeySettings.SERVICE_TOKEN, "t")))
                .isInstanceOf(MasterKeyTrouble.Unusable.class);
        assertThatThrownBy(() -> source.find(KeySettings.of(
                        Map.of(KeySettings.KEY_FILE, directory.resolve("none").toString()))))
                .isInstanceOf(MasterKeyTrouble.Missing.class);
    }
}
