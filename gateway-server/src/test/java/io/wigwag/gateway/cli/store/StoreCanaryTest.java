package io.wigwag.gateway.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.StateChange;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.Hiding;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.eventlog.NewEvent;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/// R22: through all that an operator does with stores, and all that goes wrong, no key, passphrase, text or number is
/// said or logged: every line of every command, and everybody's log at its most talkative.
class StoreCanaryTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DeviceAddress NUMBER = new DeviceAddress("4915144332211", 3);
    private static final String LID = "77123456789012";
    private static final String TEXT = "the harbour tower code is 88-314";
    private static final String PASSPHRASE = "blue whales sing at night";
    private static final String PASSWORD = "anchovies-and-capers";
    private static final Octets KEY = Octets.ofHex("7c3f9e0d51b8a2664ff01d9377ab20c8e4935d1b6a8f7720c9be04d1526387fa");

    private final Map<String, String> environment = new HashMap<>();
    private final StringWriter said = new StringWriter();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final List<String> secrets = new ArrayList<>(List.of(PASSPHRASE, PASSWORD));
    private Optional<String> typed = Optional.empty();

    @TempDir
    private Path folder = Path.of("");

    private Path passphrase = Path.of("");

    @BeforeEach
    void listen() throws Exception {
        heard.start();
        root.addAppender(heard);
        root.setLevel(Level.TRACE);
        passphrase = Files.writeString(folder.resolve("passphrase"), PASSPHRASE + "\n");
    }

    @AfterEach
    void stopListening() {
        root.setLevel(before);
        root.detachAppender(heard);
    }

    @Test
    void nothingPrivateIsEverSaidOrLogged() throws Exception {
        live();
        remember(Files.readString(folder.resolve("here/master.key")));
        whatGoesWell();
        whatGoesWrong();
        otherMasterKeys();
        damage();
        fails("store", "check", "--store", here());
        fails("store", "export", "--store", here(), "--to", "more.wigwag", "--passphrase-file", passphrase);

        var everything = said + log();
        assertThat(everything)
                .as("the search would find what is there")
                .contains("Everything opens.", "sealed anew", "does not open", "another process", "the secret is not")
                .contains("wigwag");
        for (var form : planted()) {
            assertThat(everything.contains(form)).as("%s is there", form).isFalse();
        }
    }

    /// A device, its people, and what they said.
    private void live() throws Exception {
        try (var opened = SealedStore.open(new StorePlace.Folder(folder.resolve("here")), around())) {
            var hiding = Hiding.with(new LookupHashes(opened.ready().keys()), ANA, "dev_1");
            var text = Octets.wrap(TEXT.getBytes(StandardCharsets.UTF_8));
            StoredDeviceState.open(opened.store(), ANA, "dev_1", 1, hiding, CommitWitness.NONE)
                    .commit(List.of(
                            new StateChange.PutOwnIdentity(KEY),
                            new StateChange.PutSession(NUMBER, KEY),
                            new StateChange.PutLid(NUMBER.name(), LID),
                            new StateChange.KeepMessage(new MessageKey(NUMBER.name(), "3EB0"), text, NOON)));
            new EventLog(opened.store(), ANA, Duration.ofDays(1))
                    .writing("dev_1")
                    .commit(
                            opened.store().batch(),
                            new Fence("dev_1", 1),
                            List.of(new NewEvent("message", Optional.empty(), NOON, text)));
        }
    }

    private void whatGoesWell() {
        succeeds("store", "check", "--store", here());
        succeeds("store", "backup", "--store", here(), "--to", folder.resolve("backup.db"));
        succeeds("store", "export", "--store", here(), "--to", archive(), "--passphrase-file", passphrase);
        succeeds("store", "import", "--store", there(), "--from", archive(), "--passphrase-file", passphrase);
        succeeds("store", "copy", "--from", here(), "--to", folder.resolve("copy"));
        succeeds("rotate-keys", "--store", here(), "--data-keys");
    }

    private void whatGoesWrong() throws Exception {
        fails("store", "copy", "--from", here(), "--to", there());
        var wrong = Files.writeString(folder.resolve("wrong"), "grey whales sing at noon");
        fails("store", "import", "--store", there(), "--from", archive(), "--passphrase-file", wrong);
        Files.writeString(folder.resolve("torn.wigwag"), Files.readString(passphrase));
        fails(
                "store",
                "import",
                "--store",
                there(),
                "--from",
                folder.resolve("torn.wigwag"),
                "--passphrase-file",
                passphrase);
        typed = Optional.of(PASSWORD.substring(0, 9));
        fails("store", "export", "--store", here(), "--to", folder.resolve("short.wigwag"));
        try (var _ = SealedStore.open(new StorePlace.Folder(folder.resolve("here")), around())) {
            fails("store", "check", "--store", here());
        }
        environment.put("STORE", "mongodb://bob:" + PASSWORD + "@:no-port/db?what");
        fails("store", "check", "--store", "env:STORE");
        fails("store", "check", "--store", "mongodb://bob:" + PASSWORD + "@");
    }

    private void otherMasterKeys() throws Exception {
        var second = MasterKey.generate("second", new SecureRandom()).reveal();
        remember(second);
        for (var keys : List.of(second, second + "!", second.substring("second:".length()), "first:" + PASSWORD)) {
            environment.put(KeySettings.KEYS, keys);
            fails("store", "check", "--store", here());
            fails("rotate-keys", "--store", here());
        }
        environment.put(KeySettings.KEYS, second);
        environment.put(KeySettings.KEY_FILE, folder.resolve("here/master.key").toString());
        succeeds("rotate-keys", "--store", here());
        environment.clear();
        fails("store", "check", "--store", here());
        environment.put(KeySettings.KEYS, second);
        succeeds("store", "check", "--store", here());
    }

    /// A field of another kind, and one in the open, in each document of the device.
    private void damage() {
        var schema = StoredDeviceState.schemas().getFirst();
        try (var adapter = new StorePlace.Folder(folder.resolve("here")).open(_ -> {})) {
            adapter.declare(List.of(schema));
            for (var stored : adapter.find(schema, ANA, Query.on(Index.BY_ID))) {
                Document changed = stored.document().toBuilder()
                        .put("record", new Value.Text(TEXT))
                        .build();
                adapter.write(List.of(new Write.Restore(new Key(schema, ANA, stored.id()), stored.version(), changed)));
            }
        }
    }

    private String here() {
        return "sqlite:" + folder.resolve("here");
    }

    private String there() {
        return "sqlite:" + folder.resolve("there");
    }

    private Path archive() {
        return folder.resolve("all.wigwag");
    }

    private void succeeds(Object... words) {
        assertThat(run(words)).as("%s: %s", List.of(words), said).isEqualTo(ExitStatus.OK);
    }

    private void fails(Object... words) {
        assertThat(run(words)).as("%s: %s", List.of(words), said).isNotEqualTo(ExitStatus.OK);
    }

    private int run(Object... words) {
        var command = words[0].equals("store") ? new StoreCommand(around()) : new RotateKeys(around());
        return run(
                command, List.of(words).stream().skip(1).map(Object::toString).toArray(String[]::new));
    }

    private int run(Subcommand command, String... words) {
        return new CommandLine(command)
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(words);
    }

    private Surroundings around() {
        var around = new Surroundings(environment, _ -> typed);
        around.attach(new Terminal(new PrintWriter(said), new PrintWriter(said)));
        return around;
    }

    /// A master key, written `name:base64`.
    private void remember(String written) {
        var secret = written.strip().lines().reduce((_, last) -> last).orElseThrow();
        var base64 = secret.substring(secret.indexOf(':') + 1);
        secrets.add(base64);
        secrets.add(Octets.wrap(Base64.getDecoder().decode(base64)).slice(0, 8).toHex());
    }

    private String log() {
        var log = new StringBuilder();
        for (var event : List.copyOf(heard.list)) {
            log.append(event.getLoggerName())
                    .append(' ')
                    .append(event.getFormattedMessage())
                    .append('\n');
            if (event.getThrowableProxy() != null) {
                log.append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .append('\n');
            }
        }
        return log.toString();
    }

    /// In every form in which it could stand there.
    private List<String> planted() {
        var forms = new ArrayList<>(secrets);
        forms.addAll(List.of(NUMBER.name(), LID, TEXT, "harbour", PASSWORD.substring(0, 9)));
        for (var bytes : List.of(KEY, Octets.wrap(TEXT.getBytes(StandardCharsets.UTF_8)))) {
            forms.add(bytes.slice(0, 8).toHex());
            forms.add(bytes.slice(0, 8).toHex().toUpperCase(Locale.ROOT));
            forms.add(Base64.getEncoder()
                    .withoutPadding()
                    .encodeToString(bytes.slice(0, 9).toArray()));
            forms.add(new String(bytes.slice(0, 8).toArray(), StandardCharsets.ISO_8859_1));
        }
        return forms;
    }
}
