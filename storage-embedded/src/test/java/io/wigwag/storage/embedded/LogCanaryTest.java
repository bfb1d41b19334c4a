package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.port.SenderKeyName;
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredPreKey;
import io.wigwag.core.port.StoredToken;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.core.testing.MemoryDeviceState;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.engine.WitnessFile;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// R22: no key, token, message or full number in a log, at any level. Everybody's log at its most talkative, through
/// a device's life and its troubles; what is thrown is logged too, with its causes, as whoever catches it does.
class LogCanaryTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DeviceAddress NUMBER = new DeviceAddress("4915144332211", 3);
    private static final String TEXT = "the harbour tower code is 88-314";
    private static final Octets KEY = Octets.ofHex("7c3f9e0d51b8a2664ff01d9377ab20c8e4935d1b6a8f7720c9be04d1526387fa");
    private static final Octets TOKEN = Octets.ofHex("d2a94417c05be6113f9c7a28845d03ee");

    private final MasterKey master = MasterKey.generate("first", new SecureRandom());
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final org.slf4j.Logger catcher = LoggerFactory.getLogger(LogCanaryTest.class);
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();

    @TempDir
    private Path directory = Path.of("");

    LogCanaryTest() throws Exception {}

    @BeforeEach
    void listen() {
        heard.start();
        root.addAppender(heard);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.setLevel(Level.OFF);
        root.detachAppender(heard);
    }

    @Test
    void nothingPrivateIsEverLogged() throws Exception {
        live();
        fail(() -> KeySettings.of(Map.of(KeySettings.KEYS, master.reveal() + "!")));
        fail(() -> KeySettings.of(Map.of(KeySettings.KEYS, master.reveal().substring("first:".length()))));
        fail(() -> process(MasterKey.generate("first", new SecureRandom()), 9, state -> state.sessionsOf("x")));
        graft();
        process(master, 9, state -> assertThat(state.sessions(List.of(NUMBER))).isEmpty());
        spoil();
        fail(() -> process(master, 10, state -> state.keptMessages(List.of(new MessageKey(NUMBER.name(), "3EB0")))));

        var log = log();
        assertThat(log)
                .as("the search would find what is there")
                .contains("stored session is unreadable")
                .contains("stored sender key is unreadable")
                .contains("is damaged and taken for missing")
                .contains("StaleOwner")
                .contains("MasterKeyTrouble");
        for (var form : planted()) {
            assertThat(log.contains(form)).as("%s is in the log", form).isFalse();
        }
    }

    private void live() throws Exception {
        process(master, 1, state -> {
            state.commit(List.of(
                    new StateChange.PutIdentity(NUMBER, KEY),
                    new StateChange.PutSession(NUMBER, KEY),
                    new StateChange.PutSenderKey(new SenderKeyName(Correspondent.GROUP, NUMBER), KEY),
                    new StateChange.AddHolders(Correspondent.GROUP, Set.of(NUMBER)),
                    new StateChange.PutAppStateKey(TOKEN, KEY),
                    new StateChange.PutLid(NUMBER.name(), "77123456789012"),
                    new StateChange.PutPreKey(new StoredPreKey(1, KEY, StoredPreKey.Stage.NEW, NOON)),
                    new StateChange.KeepMessage(
                            new MessageKey(NUMBER.name(), "3EB0"), Correspondent.octets(TEXT), NOON),
                    new StateChange.PutToken(NUMBER.name(), new StoredToken(TOKEN, NOON))));
            var device = new Correspondent(NUMBER, state, new SecureRandom());
            // What is stored there is no session and no sender key.
            for (var type : EncType.values()) {
                fail(() -> device.read(NUMBER, new Encrypted(type, Correspondent.octets(TEXT)), List.of()));
                fail(() -> device.read(NUMBER, new Encrypted(type, KEY), List.of()));
            }
            device.write(NUMBER, TEXT, Optional.empty());
            device.writeToGroup(TEXT, false);
            var peer = new Correspondent(OwningChild.PEER, new MemoryDeviceState(), new SecureRandom());
            var first = peer.write(NUMBER, TEXT, Optional.of(device.bundle())).orElseThrow();
            assertThat(device.read(peer.address, first, List.of())).isEqualTo(TEXT);
            fail(() -> device.read(peer.address, first, List.of()));
        });
        try (var witness = WitnessFile.open(directory.resolve("witness"));
                var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT)) {
            var former = OwningChild.state(adapter, master, 2, witness);
            OwningChild.state(adapter, master, 3, witness);
            fail(() -> former.commit(List.of(new StateChange.PutSession(NUMBER, KEY))));
            fail(() -> EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT));
        }
    }

    /// What somebody put into a record, in the open.
    private void graft() {
        var schema = StoredDeviceState.schemas().getFirst();
        try (var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT)) {
            adapter.declare(List.of(schema));
            for (var stored : adapter.find(schema, Tenant.SYSTEM, Query.on(Index.EVERYTHING))) {
                if (stored.id().contains("/session/")) {
                    var changed = stored.document().toBuilder().put("user", new Value.Text(NUMBER.name()));
                    var key = new Key(schema, stored.tenant(), stored.id());
                    adapter.write(List.of(new Write.Restore(key, stored.version(), changed.build())));
                }
            }
        }
    }

    /// Every second page of the file is lost.
    private void spoil() throws Exception {
        var file = directory.resolve("data/wigwag.db");
        var bytes = Files.readAllBytes(file);
        for (var at = 4_096; at < bytes.length; at++) {
            if (at / 4_096 % 2 == 1) {
                bytes[at] ^= 0x55;
            }
        }
        Files.write(file, bytes);
    }

    private interface Use {
        void of(StoredDeviceState state) throws Exception;
    }

    private void process(MasterKey with, long lease, Use use) throws Exception {
        try (var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT)) {
            use.of(OwningChild.state(adapter, with, lease, CommitWitness.NONE));
        }
    }

    private void fail(ThrowingCallable trouble) {
        var thrown = catchThrowable(trouble);
        assertThat(thrown).isNotNull();
        catcher.error("failed", thrown);
    }

    private String log() {
        var log = new StringBuilder();
        for (var event : List.copyOf(heard.list)) {
            log.append(event.getFormattedMessage()).append('\n');
            if (event.getThrowableProxy() != null) {
                log.append(ThrowableProxyUtil.asString(event.getThrowableProxy()))
                        .append('\n');
            }
        }
        return log.toString();
    }

    /// In every form in which it could stand there.
    private List<String> planted() {
        var forms = new ArrayList<>(List.of(NUMBER.name(), OwningChild.PEER.name(), TEXT, "harbour"));
        var secret = master.reveal().substring("first:".length());
        forms.add(secret);
        var text = Octets.wrap(TEXT.getBytes(StandardCharsets.UTF_8));
        for (var bytes :
                List.of(KEY, TOKEN, text, Octets.wrap(Base64.getDecoder().decode(secret)))) {
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
