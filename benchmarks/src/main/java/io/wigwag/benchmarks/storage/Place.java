package io.wigwag.benchmarks.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.Hiding;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/// A sealed store over some adapter, as the gateway has it: what is measured includes the sealing.
final class Place implements AutoCloseable {
    static final Tenant TENANT = new Tenant("bench");

    private final SecureRandom random = new SecureRandom();
    private final DataKeys keys;
    private final RecordSealer sealer;
    private final DocumentStore store;

    Place(DocumentAdapter adapter, MasterKey masterKey) throws Exception {
        var chains = DocumentKeychains.over(adapter);
        var masterKeys = new LocalMasterKeys(List.of(masterKey), random);
        keys = new DataKeys(chains, masterKeys, random, InstantSource.system(), DataKeys.Bounds.DEFAULT);
        sealer = new RecordSealer(keys, random);
        store = DocumentStore.open(adapter, sealer, schemas());
    }

    private static List<Schema> schemas() {
        return Stream.concat(StoredDeviceState.schemas().stream(), Stream.of(MessageRow.SCHEMA))
                .toList();
    }

    static MasterKey masterKey() throws Exception {
        return MasterKey.generate("bench", new SecureRandom());
    }

    /// For a store that outlives the run, and holds nothing worth a secret.
    static MasterKey knownMasterKey() throws Exception {
        return MasterKey.of(
                "bench",
                Octets.wrap("a key of benchmarks, known to all".getBytes(US_ASCII))
                        .slice(0, 32));
    }

    DocumentStore store() {
        return store;
    }

    RecordSealer sealer() {
        return sealer;
    }

    Hiding hiding(String device) {
        return Hiding.with(new LookupHashes(keys), TENANT, device);
    }

    @Override
    public void close() {
        store.close();
    }
}
