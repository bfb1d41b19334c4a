package io.wigwag.gateway.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.eventlog.NewEvent;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// An operator's days with embedded stores, by the command line.
class StoreKeepingTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Tenant BEN = new Tenant("ben");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String PASSPHRASE = "blue whales sing at night";

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Optional<String> typed = Optional.empty();

    @TempDir
    private Path folder = Path.of("");

    private Path here = Path.of("");
    private Path there = Path.of("");
    private Path archive = Path.of("");
    private Path passphrase = Path.of("");

    @BeforeEach
    void aStoreWithTwoTenants() throws Exception {
        here = folder.resolve("here");
        there = folder.resolve("there");
        archive = folder.resolve("all.wigwag");
        passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
        say(here, ANA, "hello from ana");
        say(here, BEN, "hello from ben");
    }

    private Surroundings around() {
        var around = new Surroundings(environment, _ -> typed);
        around.attach(new Terminal(new PrintWriter(out), new PrintWriter(err)));
        return around;
    }

    private int store(Object... words) {
        return run(new StoreCommand(around()), words);
    }

    private int rotate(Object... words) {
        return run(new RotateKeys(around()), words);
    }

    private int run(Subcommand command, Object... words) {
        var texts = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(texts);
    }

    private int export(Object... more) {
        var words = new ArrayList<Object>(
                List.of("export", "--store", sqlite(here), "--to", archive, "--passphrase-file", passphrase));
        words.addAll(List.of(more));
        return store(words.toArray());
    }

    private int importInto(Path target, Object... more) {
        var words = new ArrayList<Object>(
                List.of("import", "--store", sqlite(target), "--from", archive, "--passphrase-file", passphrase));
        words.addAll(List.of(more));
        return store(words.toArray());
    }

    private static String sqlite(Path place) {
        return "sqlite:" + place;
    }

    private void say(Path place, Tenant tenant, String text) throws Exception {
        try (var opened = SealedStore.open(new StorePlace.Folder(place), around())) {
            var body = Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
            new EventLog(opened.store(), tenant, Duration.ofDays(1))
                    .writing("dev_1")
                    .commit(
                            opened.store().batch(),
                            new Fence("dev_1", 1),
                            List.of(new NewEvent("message", Optional.of("chat"), NOON, body)));
        }
    }

    private List<String> said(Path place, Tenant tenant) throws Exception {
        try (var opened = SealedStore.open(new StorePlace.Folder(place), around())) {
            return new EventLog(opened.store(), tenant, Duration.ofDays(1))
                    .after("dev_1", 0, 10).stream()
                            .map(logged -> new String(logged.event().body().toArray(), StandardCharsets.UTF_8))
                            .toList();
        }
    }

    @Test
    void whatWasExportedIsInAnEmptyStoreAfterTheImportUnderAnotherMasterKey() throws Exception {
        assertThat(export()).isEqualTo(ExitStatus.OK);
        assertThat(Files.readString(archive, StandardCharsets.ISO_8859_1)).doesNotContain("hello from", "dev_1");

        assertThat(importInto(there, "--check")).isEqualTo(ExitStatus.OK);
        assertThat(said(there, ANA)).isEmpty();
        assertThat(importInto(there)).isEqualTo(ExitStatus.OK);

        assertThat(said(there, ANA)).containsExactly("hello from ana");
        assertThat(said(there, BEN)).containsExactly("hello from ben");
        assertThat(Files.readString(there.resolve("master.key")))
                .isNotEqualTo(Files.readString(here.resolve("master.key")));
        assertThat(importInto(there)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).containsPattern("(?m)^(\\d+) records, \\1 of them were there already$");
    }

    @Test
    void oneTenantLeavesTheOthersOut() throws Exception {
        assertThat(export("--tenant", "ana")).isEqualTo(ExitStatus.OK);
        assertThat(importInto(there)).isEqualTo(ExitStatus.OK);
        assertThat(said(there, ANA)).containsExactly("hello from ana");
        assertThat(said(there, BEN)).isEmpty();
        assertThat(export("--tenant", "no such name")).isEqualTo(ExitStatus.USAGE);
    }

    /// Whoever exports again wants what is there now.
    @Test
    void aFinishedArchiveIsNotTakenForANewExport() throws Exception {
        assertThat(export()).isEqualTo(ExitStatus.OK);
        var whole = Files.readAllBytes(archive);
        var told = out.toString();

        assertThat(export()).isEqualTo(ExitStatus.FAILED);

        assertThat(err.toString()).contains("Not exported: the file is a complete archive", "write to another file");
        assertThat(out.toString()).isEqualTo(told);
        assertThat(Files.readAllBytes(archive)).isEqualTo(whole);
    }

    @Test
    void anotherPassphraseOpensNothingAndSaysSo() throws Exception {
        assertThat(export()).isEqualTo(ExitStatus.OK);
        Files.writeString(passphrase, "grey whales sing at noon");

        assertThat(importInto(there)).isEqualTo(ExitStatus.FAILED);

        assertThat(err.toString())
                .contains("Not imported: the secret is not the archive's", "passphrase that the archive was made with");
        assertThat(said(there, ANA)).isEmpty();
    }

    @Test
    void aPassphraseIsAskedForTwiceAndNeverWithoutAPerson() {
        assertThat(store("export", "--store", sqlite(here), "--to", archive)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("--passphrase-file");
        typed = Optional.of("short");
        assertThat(store("export", "--store", sqlite(here), "--to", archive)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("at least 12 characters");
        assertThat(archive).doesNotExist();
        typed = Optional.of(PASSPHRASE);
        assertThat(store("export", "--store", sqlite(here), "--to", archive)).isEqualTo(ExitStatus.OK);
        assertThat(importInto(there)).isEqualTo(ExitStatus.OK);
    }

    @Test
    void afterARotationTheOldMasterKeyIsNeededNoMore() throws Exception {
        var old = here.resolve("master.key");
        var fresh = MasterKey.generate("second", new SecureRandom()).reveal();
        environment.put(KeySettings.KEYS, fresh);
        assertThat(rotate("--store", sqlite(here))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("Not rotated: wrapped by master key 'first', which is not configured");

        environment.put(KeySettings.KEY_FILE, old.toString());
        assertThat(rotate("--store", sqlite(here))).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("wrapped anew");
        environment.remove(KeySettings.KEY_FILE);
        Files.delete(old);

        assertThat(said(here, ANA)).containsExactly("hello from ana");
        assertThat(rotate("--store", sqlite(here))).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines().toList().getLast()).endsWith(", 0 wrapped anew");
    }

    @Test
    void newDataKeysSealEveryRecordAnew() throws Exception {
        var before = bodies();
        assertThat(rotate("--store", sqlite(here), "--data-keys")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).anyMatch(line -> line.matches("ana  [1-9]\\d* records sealed anew"));
        assertThat(said(here, ANA)).containsExactly("hello from ana");
        assertThat(said(here, BEN)).containsExactly("hello from ben");
        assertThat(bodies()).hasSameSizeAs(before).doesNotContainAnyElementsOf(before);
    }

    private List<Octets> bodies() {
        try (var adapter = new StorePlace.Folder(here).open(_ -> {})) {
            var events = EventLog.schemas().getFirst();
            adapter.declare(EventLog.schemas());
            return adapter.find(events, Tenant.SYSTEM, Query.on(Index.EVERYTHING)).stream()
                    .map(stored -> stored.document().require(Field.bytes("sealed")))
                    .toList();
        }
    }

    @Test
    void aSoundStoreIsToldSoWithItsCounts() {
        assertThat(store("check", "--store", sqlite(here))).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines()).contains("events  2 documents", "keychains  5 documents");
        assertThat(err.toString()).contains("master key 'first' is the right one", "Everything opens.");
    }

    @Test
    void aCheckFindsAnotherKeyAndChangesNothingWithoutOne() throws Exception {
        environment.put(
                KeySettings.KEYS,
                MasterKey.generate("first", new SecureRandom()).reveal());
        assertThat(store("check", "--store", sqlite(here))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("Not sound: master key 'first' does not open");
        environment.clear();
        Files.move(here.resolve("master.key"), folder.resolve("elsewhere"));
        assertThat(store("check", "--store", sqlite(here))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("master.key is not there: restore it");
        assertThat(here.resolve("master.key")).doesNotExist();
    }

    @Test
    void aCheckFindsADamagedFile() throws Exception {
        var file = here.resolve("wigwag.db");
        var bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4_096, bytes.length, (byte) 0x5a);
        Files.write(file, bytes, StandardOpenOption.TRUNCATE_EXISTING);
        assertThat(store("check", "--store", sqlite(here))).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("Not sound:");
    }

    @Test
    void aBackupTakenWhileTheStoreIsOpenOpensByItself() throws Exception {
        var restored = Files.createDirectory(folder.resolve("restored"));
        try (var opened = SealedStore.open(new StorePlace.Folder(here), around())) {
            assertThat(opened.masterKey()).isEqualTo("first");
            assertThat(store("backup", "--store", sqlite(here), "--to", restored.resolve("wigwag.db")))
                    .isEqualTo(ExitStatus.OK);
            assertThat(store("check", "--store", sqlite(here))).isEqualTo(ExitStatus.FAILED);
            assertThat(err.toString()).contains("stop it");
        }
        Files.copy(here.resolve("master.key"), restored.resolve("master.key"));
        assertThat(said(restored, ANA)).containsExactly("hello from ana");
        assertThat(store("backup", "--store", sqlite(here), "--to", restored.resolve("wigwag.db")))
                .isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("is there already");
    }

    @Test
    void whatIsNotThereIsNotMade() {
        var nowhere = folder.resolve("nowhere");
        assertThat(store("check", "--store", sqlite(folder))).isEqualTo(ExitStatus.FAILED);
        assertThat(folder.resolve("wigwag.db")).doesNotExist();
        assertThat(store("check", "--store", sqlite(nowhere))).isEqualTo(ExitStatus.FAILED);
        assertThat(rotate("--store", sqlite(nowhere))).isEqualTo(ExitStatus.FAILED);
        assertThat(store("backup", "--store", sqlite(folder), "--to", archive)).isEqualTo(ExitStatus.FAILED);
        assertThat(store("backup", "--store", "mongodb://localhost", "--to", archive))
                .isEqualTo(ExitStatus.FAILED);
        assertThat(importInto(nowhere)).isEqualTo(ExitStatus.FAILED);
        assertThat(store("check", "--store", "env:NO_SUCH")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains("There is no store in " + nowhere, "mongodump", "There is no archive to read", "NO_SUCH");
        assertThat(nowhere).doesNotExist();
    }
}
