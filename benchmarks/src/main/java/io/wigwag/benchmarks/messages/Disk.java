package io.wigwag.benchmarks.messages;

import io.wigwag.core.port.DeviceStore;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import io.wigwag.storage.engine.DeviceStates;
import io.wigwag.storage.engine.WitnessFile;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// What devices remember, as a gateway without a database keeps it: sealed, in a file, on the disk before anything
/// leaves. The folder is gone afterwards.
final class Disk implements AutoCloseable {
    private final Path folder;
    private final DocumentStore store;
    private final Membership membership;
    private final WitnessFile witness;
    private final DeviceStore devices;

    Disk() throws Exception {
        folder = Files.createTempDirectory("wigwag-messages");
        var random = new SecureRandom();
        var clock = InstantSource.system();
        var adapter = EmbeddedAdapter.open(folder, EmbeddedSettings.DEFAULT);
        var masterKeys = new LocalMasterKeys(List.of(MasterKey.generate("bench", random)), random);
        var keys = new DataKeys(DocumentKeychains.over(adapter), masterKeys, random, clock, DataKeys.Bounds.DEFAULT);
        store = DocumentStore.open(adapter, new RecordSealer(keys, random), Catalogue.schemas());
        membership = Membership.joinAlone(store, UUID.randomUUID().toString(), "bench", clock);
        witness = WitnessFile.open(folder.resolve("witness"));
        devices = new DeviceStates(
                store, new Tenant("bench"), new Leases(store, membership, Set.of()), new LookupHashes(keys), witness);
    }

    DeviceStore devices() {
        return devices;
    }

    @Override
    public void close() throws IOException {
        membership.leave();
        witness.close();
        store.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
