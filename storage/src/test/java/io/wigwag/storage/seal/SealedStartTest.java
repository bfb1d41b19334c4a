package io.wigwag.storage.seal;

import static io.wigwag.storage.seal.SealWorkbench.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeySource;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SealedStartTest {
    private final SealWorkbench bench = new SealWorkbench();
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path directory = Path.of("");

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void theFirstStartOfAStoreOfOurOwnMakesAKeyAndSaysSo() throws Exception {
        var file = directory.resolve("master.key");
        var first = with().own(bench.chains, file);
        var keys = first.keys().toSeal(KeyScope.of(ANA)).all();

        assertThat(first.made()).contains(file);
        var second = with().own(bench.chains, file);
        assertThat(second.made()).isEmpty();
        assertThat(second.keys().toSeal(KeyScope.of(ANA)).all()).isEqualTo(keys);
    }

    @Test
    void aStoreOfOurOwnThatLostItsKeyFileIsNotGivenAnother() throws Exception {
        var file = directory.resolve("master.key");
        with().own(bench.chains, file);
        Files.delete(file);

        assertThatThrownBy(() -> with().own(bench.chains, file))
                .isInstanceOf(MasterKeyTrouble.Missing.class)
                .hasMessageContaining("restore it");
        assertThat(file).doesNotExist();
    }

    @Test
    void aSharedStoreNeedsAConfiguredKey() throws Exception {
        assertThatThrownBy(() -> with().shared(bench.chains)).isInstanceOf(MasterKeyTrouble.Missing.class);
        assertThat(bench.chains.load(KeyScope.SYSTEM)).isEmpty();

        assertThat(with(bench.master).shared(bench.chains).made()).isEmpty();
        assertThat(bench.chains.load(KeyScope.SYSTEM)).isPresent();
    }

    @Test
    void aWrongKeyIsFoundAtStart() throws Exception {
        with(bench.master).shared(bench.chains);

        assertThatThrownBy(() -> with(bench.masterKey("first")).shared(bench.chains))
                .isInstanceOf(MasterKeyTrouble.Wrong.class)
                .hasMessageContaining("restore the key");
        assertThatThrownBy(() -> with(bench.masterKey("second")).shared(bench.chains))
                .isInstanceOf(MasterKeyTrouble.Unknown.class)
                .hasMessageContaining("'first'")
                .hasMessageContaining("rotate-keys");
        with(bench.masterKey("second"), bench.master).shared(bench.chains);
    }

    @Test
    void aWrongKeyIsFoundEvenWhenTheCanaryWasRemoved() {
        bench.process().toSeal(KeyScope.of(ANA));

        assertThatThrownBy(() -> with(bench.masterKey("first")).shared(bench.chains))
                .isInstanceOf(MasterKeyTrouble.Wrong.class);
        assertThat(bench.chains.load(KeyScope.SYSTEM)).isEmpty();
    }

    @Test
    void afterARotationTheOldKeyIsNeededNoMore() throws Exception {
        var second = bench.masterKey("second");
        with(bench.master).shared(bench.chains).keys().toSeal(KeyScope.of(ANA));
        new MasterRotation(
                        bench.chains,
                        with(second, bench.master).shared(bench.chains).masterKeys())
                .run();

        with(second).shared(bench.chains).keys().toSeal(KeyScope.of(ANA));
        assertThatThrownBy(() -> with(bench.master).shared(bench.chains)).isInstanceOf(MasterKeyTrouble.Unknown.class);
    }

    private SealedStart with(MasterKey... keys) throws MasterKeyTrouble {
        var written = Arrays.stream(keys).map(MasterKey::reveal).collect(Collectors.joining(","));
        var settings = KeySettings.of(Map.of(KeySettings.KEYS, written));
        var source = new MasterKeySource(bench.random, http, _ -> {});
        return new SealedStart(source, settings, bench.random, bench.clock, SealWorkbench.BOUNDS);
    }
}
