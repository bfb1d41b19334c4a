package io.wigwag.storage.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.testing.MemoryAdapter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A tenant's records, or all, leave one store and come into another one that has a master key of its own; whatever the
/// two are kept in.
public abstract class ArchiveContract {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BO = new Tenant("bo");
    private static final Extent ONLY_ANA = new Extent.OneTenant(ANA);
    private static final int LETTERS = 250;

    private ArchiveStore here = new ArchiveStore(new MemoryAdapter());
    private ArchiveStore there = new ArchiveStore(new MemoryAdapter());
    private final ArchiveSecret secret = passphrase("correct horse battery");

    @TempDir
    private Path directory = Path.of("");

    private Path file = directory;

    /// A new and empty store, unlike those of other names.
    protected abstract DocumentAdapter adapter(String name) throws Exception;

    @BeforeEach
    final void fill() throws Exception {
        here = new ArchiveStore(adapter("here"));
        there = new ArchiveStore(adapter("there"));
        file = directory.resolve("ana.wigwag");
        here.fill(ANA, LETTERS);
        here.fill(BO, 3);
    }

    @AfterEach
    final void close() {
        here.close();
        there.close();
    }

    @Test
    void aTenantIsFoundElsewhereAsItWas() throws Exception {
        assertThat(here.exporting().to(file, ONLY_ANA, secret)).isEqualTo(LETTERS);
        var findings = there.importing().run(file, secret);

        assertThat(findings).isEqualTo(new Import.Findings(ONLY_ANA, LETTERS, 0));
        assertThat(there.letters(ANA)).isEqualTo(here.letters(ANA)).hasSize(LETTERS);
        assertThat(there.letters(BO)).isEmpty();
        assertThat(there.found(ANA, "number 17")).containsExactly("letter-000017");
    }

    @Test
    void everythingIsFoundElsewhereAsItWas() throws Exception {
        here.exporting().to(file, new Extent.Everything(), secret);
        there.importing().run(file, secret);

        for (var tenant : List.of(ANA, BO)) {
            assertThat(there.letters(tenant)).isEqualTo(here.letters(tenant));
        }
        assertThat(there.letters(BO)).hasSize(3);
    }

    @Test
    void nobodyElseReadsTheFile() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain("Dear", "4915100", "letter");
    }

    @Test
    void onlyItsSecretOpensIt() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);

        assertThatThrownBy(() -> there.importing().run(file, passphrase("wrong horse battery")))
                .isInstanceOf(ArchiveFailure.WrongSecret.class);
        assertThatThrownBy(() -> there.importing().run(file, ArchiveSecret.key(Octets.wrap(new byte[32]))))
                .isInstanceOf(ArchiveFailure.WrongSecret.class)
                .hasMessageContaining("passphrase");
        assertThatThrownBy(() -> here.exporting().to(file, ONLY_ANA, passphrase("wrong horse battery")))
                .isInstanceOf(ArchiveFailure.WrongSecret.class);
        assertThat(there.letters(ANA)).isEmpty();
    }

    @Test
    void aKeyOpensItToo() throws Exception {
        var key = ArchiveSecret.key(Octets.ofHex("5e".repeat(32)));
        here.exporting().to(file, ONLY_ANA, key);
        there.importing().run(file, key);

        assertThat(there.letters(ANA)).hasSize(LETTERS);
        assertThat(key.toString()).doesNotContain("5e5e");
        assertThat(secret.toString()).doesNotContain("horse");
    }

    @Test
    void aWeakSecretIsRefused() {
        assertThatThrownBy(() -> ArchiveSecret.passphrase("short")).isInstanceOf(ArchiveFailure.WrongSecret.class);
        assertThatThrownBy(() -> ArchiveSecret.key(Octets.ofHex("00"))).isInstanceOf(ArchiveFailure.WrongSecret.class);
    }

    @Test
    void whereverItWasCutOffTheExportGoesOn() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);
        var whole = Files.readAllBytes(file);
        var random = new Random(7);
        for (var round = 0; round < 40; round++) {
            // Cut off twice, so that there are three segments.
            var size = random.nextInt(firstFrame(whole), whole.length);
            Files.write(file, Arrays.copyOf(whole, size));
            assertThatThrownBy(() -> there.importing().check(file, secret))
                    .as("%d bytes", size)
                    .isInstanceOf(ArchiveFailure.Unfinished.class);
            here.exporting().to(file, ONLY_ANA, secret);
            var again = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(again, random.nextInt(size, again.length)));
            assertThat(here.exporting().to(file, ONLY_ANA, secret)).isEqualTo(LETTERS);

            var findings = there.importing().check(file, secret);
            assertThat(findings).as("%d bytes", size).isEqualTo(new Import.Findings(ONLY_ANA, LETTERS, 0));
        }
        there.importing().run(file, secret);
        assertThat(there.letters(ANA)).isEqualTo(here.letters(ANA));
    }

    @Test
    void aFinishedArchiveIsLeftAsItIs() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);
        var whole = Files.readAllBytes(file);

        assertThatThrownBy(() -> here.exporting().to(file, ONLY_ANA, secret))
                .isInstanceOf(ArchiveFailure.Finished.class)
                .hasMessageContaining("write to another file");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
        assertThatThrownBy(() -> here.exporting().to(file, new Extent.Everything(), secret))
                .isInstanceOf(ArchiveFailure.Conflict.class);
    }

    @Test
    void noChangeOfTheFileGoesUnseenAndNothingIsWritten() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);
        var whole = Files.readAllBytes(file);
        var random = new Random(8);
        for (var round = 0; round < 300; round++) {
            var changed = whole.clone();
            var bit = round < ArchiveHead.SIZE * 8 ? round : random.nextInt(8 * whole.length);
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            if (iterations(changed) < 1000) {
                assertRefused(changed, "bit " + bit);
            }
        }
        assertRefused(Arrays.copyOf(whole, whole.length + 1), "a byte more");
        assertRefused(Arrays.copyOf(whole, whole.length + 4), "a beginning of a segment more");
        assertRefused(new byte[0], "nothing");
        assertThat(there.letters(ANA)).isEmpty();
        assertThat(there.hasKeys(KeyScope.of(ANA))).isFalse();
    }

    @Test
    void noFrameMayBeMissingRepeatedOrElsewhere() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);
        var whole = Octets.wrap(Files.readAllBytes(file));
        var frames = ArchiveStore.frames(whole);
        assertThat(frames).hasSizeGreaterThan(4);
        var start =
                whole.slice(0, firstFrame(whole.toArray()) - frames.getFirst().size());

        for (var i = 0; i < frames.size() - 1; i++) {
            var without = new ArrayList<>(frames);
            without.remove(i);
            var twice = new ArrayList<>(frames);
            twice.add(i, frames.get(i));
            var swapped = new ArrayList<>(frames);
            Collections.swap(swapped, i, i + 1);
            for (var changed : List.of(without, twice, swapped)) {
                var bytes = Octets.concat(start, Octets.concat(changed.toArray(Octets[]::new)));
                assertRefused(bytes.toArray(), "frame " + i);
            }
        }
    }

    @Test
    void aRecordThatIsThereWithAnotherContentStopsItBeforeItBegins() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);
        there.importing().run(file, secret);
        there.change(ANA, 200);
        there.remove(ANA, 5);

        assertThatThrownBy(() -> there.importing().run(file, secret))
                .isInstanceOf(ArchiveFailure.Conflict.class)
                .hasMessageContaining("another content")
                .message()
                .doesNotContain("letter-");
        assertThat(there.letters(ANA)).hasSize(LETTERS - 1);
    }

    @Test
    void aTenantWithKeysOfItsOwnIsNotMixedWithTheArchive() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);
        there.fill(ANA, 0);
        there.provide(KeyScope.of(ANA));

        assertThatThrownBy(() -> there.importing().run(file, secret))
                .isInstanceOf(ArchiveFailure.Conflict.class)
                .hasMessageContaining("own keys");
        assertThat(there.letters(ANA)).isEmpty();
    }

    @Test
    void whatWasImportedHalfIsImportedAgain() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);
        there.failAfter(12);
        assertThatThrownBy(() -> there.importing().run(file, secret)).isInstanceOf(StoreUnavailable.class);
        there.failAfter(Integer.MAX_VALUE);
        var half = there.letters(ANA).size();
        assertThat(half).isBetween(1, LETTERS - 1);

        assertThat(there.importing().run(file, secret)).isEqualTo(new Import.Findings(ONLY_ANA, LETTERS, half));
        assertThat(there.letters(ANA)).isEqualTo(here.letters(ANA));
        assertThat(there.found(ANA, "number 240")).containsExactly("letter-000240");
    }

    @Test
    void aCollectionThatIsNotKnownIsNamed() throws Exception {
        here.exporting().to(file, ONLY_ANA, secret);

        assertThatThrownBy(() -> there.importingNothing().run(file, secret))
                .isInstanceOf(ArchiveFailure.Conflict.class)
                .hasMessageContaining("letters");
    }

    @Test
    void aFileThatIsNotThereIsUnreadable() {
        assertThatThrownBy(() -> there.importing().run(file, secret)).isInstanceOf(ArchiveFailure.Unreadable.class);
    }

    private void assertRefused(byte[] bytes, String why) throws IOException {
        Files.write(file, bytes);
        assertThatThrownBy(() -> there.importing().run(file, secret)).as(why).isInstanceOf(ArchiveFailure.class);
    }

    /// Where the first frame ends.
    private static int firstFrame(byte[] whole) {
        var at = ArchiveHead.SIZE + 4 + ArchiveHead.SALT;
        return at + 4 + Octets.wrap(whole).asBuffer().getInt(at);
    }

    /// A change that asks for millions of iterations is refused as well, but only after them.
    private static int iterations(byte[] bytes) {
        return Octets.wrap(bytes).asBuffer().getInt(9);
    }

    private static ArchiveSecret passphrase(String text) {
        try {
            return ArchiveSecret.passphrase(text);
        } catch (ArchiveFailure e) {
            throw new IllegalArgumentException(e);
        }
    }
}
