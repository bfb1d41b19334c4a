package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.MasterRotation;
import io.wigwag.storage.seal.SealedStart;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeySource;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.testing.Letter;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts of a program on a laptop, one after the other, as the product makes them.
class SealedStartEmbeddedTest {
    private static final Letter LETTER =
            new Letter("letter-1", "phone", List.of(), "4915100", "Dear Ana", Octets.ofHex("01"), 1);

    private final SecureRandom random = new SecureRandom();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path directory = Path.of("");

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void theFirstStartMakesAKeyAndTheNextOneReadsWithIt() throws Exception {
        start(Map.of(), (ready, letters) -> {
            assertThat(ready.made()).contains(keyFile());
            letters.insert(LETTER);
        });
        start(Map.of(), (ready, letters) -> {
            assertThat(ready.made()).isEmpty();
            assertThat(letters.get("letter-1").orElseThrow().record()).isEqualTo(LETTER);
        });
    }

    @Test
    void withAnotherKeyOrNoneItDoesNotStart() throws Exception {
        start(Map.of(), (_, letters) -> letters.insert(LETTER));
        var other = Map.of(KeySettings.KEYS, MasterKey.generate("first", random).reveal());

        assertThatThrownBy(() -> start(other, (_, _) -> {})).isInstanceOf(MasterKeyTrouble.Wrong.class);
        Files.move(keyFile(), directory.resolve("elsewhere"));
        assertThatThrownBy(() -> start(Map.of(), (_, _) -> {})).isInstanceOf(MasterKeyTrouble.Missing.class);
        Files.move(directory.resolve("elsewhere"), keyFile());
        start(Map.of(), (_, letters) -> assertThat(letters.get("letter-1")).isPresent());
    }

    @Test
    void aKeyFromTheEnvironmentTakesOverFromTheFile() throws Exception {
        start(Map.of(), (_, letters) -> letters.insert(LETTER));
        var key = MasterKey.generate("second", random).reveal();
        var both = Map.of(KeySettings.KEYS, key, KeySettings.KEY_FILE, keyFile().toString());

        start(both, (ready, _) -> assertThat(ready.masterKeys().current()).isEqualTo("second"));
        rotate(both);
        Files.delete(keyFile());
        start(
                Map.of(KeySettings.KEYS, key),
                (_, letters) -> assertThat(letters.get("letter-1")).isPresent());
    }

    private interface Use {
        void of(SealedStart.Ready ready, Records<Letter> letters) throws Exception;
    }

    private void start(Map<String, String> environment, Use use) throws Exception {
        try (var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT)) {
            var ready = started(environment, DocumentKeychains.over(adapter));
            var store = DocumentStore.open(adapter, ready.sealer(), List.of(Letter.SCHEMA));
            use.of(ready, store.records(Letter.TYPE, new Tenant("ana")));
        }
    }

    private void rotate(Map<String, String> environment) throws Exception {
        try (var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT)) {
            var chains = DocumentKeychains.over(adapter);
            var done = new MasterRotation(chains, started(environment, chains).masterKeys()).run();
            assertThat(done.rewrapped()).isEqualTo(2);
        }
    }

    private SealedStart.Ready started(Map<String, String> environment, DocumentKeychains chains) throws Exception {
        var source = new MasterKeySource(random, http, _ -> {});
        var settings = KeySettings.of(environment);
        return new SealedStart(source, settings, random, InstantSource.system(), DataKeys.Bounds.DEFAULT)
                .own(chains, keyFile());
    }

    private Path keyFile() {
        return directory.resolve("master.key");
    }
}
