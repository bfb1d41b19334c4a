package io.wigwag.storage.testing;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.Keychains;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.Resealing;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.seal.master.MasterKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// What contract suites of a sealed store start from: an empty store on the adapter under test, with master key,
/// keychains and sealer as the product puts them together.
public abstract class SealedContract {
    protected static final Tenant ANA = new Tenant("ana");
    protected static final Tenant BO = new Tenant("bo");
    protected static final List<Schema> SCHEMAS = List.of(Letter.SCHEMA, Resealing.SCHEMA, DocumentKeychains.SCHEMA);

    protected final SecureRandom random = new SecureRandom();
    protected final MasterKey master = masterKey("first");
    protected Instant now = Instant.parse("2026-11-21T12:00:00Z");
    protected final InstantSource clock = () -> now;
    protected DocumentAdapter adapter = new MemoryAdapter();
    protected Running process = process(masterKeys(master));

    /// A new and empty store, unlike those of other tests.
    protected abstract DocumentAdapter adapter() throws Exception;

    @BeforeEach
    final void openStore() throws Exception {
        adapter = adapter();
        process = process(masterKeys(master));
    }

    @AfterEach
    final void closeStore() {
        adapter.close();
    }

    /// The store as a process of its own sees it.
    protected record Running(Keychains chains, MasterKeys masterKeys, DataKeys keys, DocumentStore store) {}

    protected final Running process(MasterKeys masterKeys) {
        var chains = DocumentKeychains.over(adapter);
        var bounds = new DataKeys.Bounds(1000, Duration.ofMinutes(5));
        var keys = new DataKeys(chains, masterKeys, random, clock, bounds);
        return new Running(
                chains, masterKeys, keys, DocumentStore.open(adapter, new RecordSealer(keys, random), SCHEMAS));
    }

    protected static MasterKey masterKey(String name) {
        try {
            return MasterKey.generate(name, new SecureRandom());
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    protected final MasterKeys masterKeys(MasterKey... keys) {
        try {
            return new LocalMasterKeys(List.of(keys), random);
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    protected static Letter letter(int number) {
        return new Letter(
                "letter-%06d".formatted(number),
                "phone",
                List.of(),
                "4915100" + number,
                "Dear " + number,
                Octets.ofHex("%064x".formatted(number)),
                1);
    }
}
