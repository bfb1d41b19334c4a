package io.wigwag.storage.mongo;

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
import io.wigwag.core.port.StateChange;
import io.wigwag.core.port.StoredToken;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.Hiding;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/// R22 with MongoDB's driver, which logs every command when it is asked to: a device's life, and the password of an
/// address that cannot be reached.
class MongoLogCanaryTest {
    @RegisterExtension
    static final TestMongo MONGO = new TestMongo();

    private static final Tenant ANA = new Tenant("ana");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final DeviceAddress NUMBER = new DeviceAddress("4915144332211", 3);
    private static final String TEXT = "the harbour tower code is 88-314";
    private static final String PASSWORD = "anchovies-and-capers";
    private static final Octets KEY = Octets.ofHex("7c3f9e0d51b8a2664ff01d9377ab20c8e4935d1b6a8f7720c9be04d1526387fa");

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> heard = new ListAppender<>();
    private final MasterKey master = MasterKey.generate("first", new SecureRandom());

    MongoLogCanaryTest() throws Exception {}

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
    void theDriverTellsNothingPrivateAtAnyLevel() throws Exception {
        try (var adapter = MONGO.open()) {
            var state = state(adapter, 1);
            live(state);
            live(state(adapter, 2));
            var refused = catchThrowable(() -> live(state));
            LoggerFactory.getLogger(MongoLogCanaryTest.class).error("refused", refused);
        }
        var nowhere = new MongoSettings(
                "mongodb://bob:" + PASSWORD + "@127.0.0.1:1/db",
                Duration.ofMillis(200),
                Duration.ofMillis(100),
                Duration.ofMillis(100),
                Duration.ofMillis(100));
        var told = new ArrayList<String>();
        var unreachable = catchThrowable(() -> MongoAdapter.open(nowhere, told::add));
        LoggerFactory.getLogger(MongoLogCanaryTest.class).error("unreachable", unreachable);

        var everything = log() + told;
        assertThat(everything)
                .as("the search would find what is there")
                .contains("deviceState", "dev_1/head", "later owner", "127.0.0.1");
        for (var form : planted()) {
            assertThat(everything.contains(form)).as("%s is there", form).isFalse();
        }
    }

    private StoredDeviceState state(DocumentAdapter adapter, long lease) throws Exception {
        var random = new SecureRandom();
        var masters = new LocalMasterKeys(List.of(master), random);
        var keys = new DataKeys(
                DocumentKeychains.over(adapter), masters, random, InstantSource.system(), DataKeys.Bounds.DEFAULT);
        var store = DocumentStore.open(adapter, new RecordSealer(keys, random), Catalogue.schemas());
        var hiding = Hiding.with(new LookupHashes(keys), ANA, "dev_1");
        return StoredDeviceState.open(store, ANA, "dev_1", lease, hiding, CommitWitness.NONE);
    }

    private static void live(StoredDeviceState state) {
        var text = Octets.wrap(TEXT.getBytes(StandardCharsets.UTF_8));
        state.commit(List.of(
                new StateChange.PutOwnIdentity(KEY),
                new StateChange.PutSession(NUMBER, KEY),
                new StateChange.AddHolders("4915144332211-17@g.us", Set.of(NUMBER)),
                new StateChange.PutLid(NUMBER.name(), "77123456789012"),
                new StateChange.KeepMessage(new MessageKey(NUMBER.name(), "3EB0"), text, NOON),
                new StateChange.PutToken(NUMBER.name(), new StoredToken(KEY, NOON))));
        assertThat(state.sessionsOf(NUMBER.name())).containsExactly(NUMBER);
        assertThat(state.heldBy(NUMBER.name())).hasSize(1);
        state.commit(List.of(new StateChange.DeleteSession(NUMBER)));
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

    /// In every form in which it could stand there; the driver writes binary fields as Base64.
    private List<String> planted() {
        var secret = master.reveal().substring("first:".length());
        var forms = new ArrayList<>(List.of(NUMBER.name(), "77123456789012", TEXT, "harbour", PASSWORD, secret));
        for (var bytes : List.of(KEY, Octets.wrap(TEXT.getBytes(StandardCharsets.UTF_8)))) {
            forms.add(bytes.slice(0, 8).toHex());
            forms.add(bytes.slice(0, 8).toHex().toUpperCase(Locale.ROOT));
            for (var from = 0; from < 3; from++) {
                var part = bytes.slice(from, from + 9).toArray();
                forms.add(Base64.getEncoder().withoutPadding().encodeToString(part));
            }
        }
        return forms;
    }
}
