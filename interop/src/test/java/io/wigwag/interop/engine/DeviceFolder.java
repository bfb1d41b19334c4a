package io.wigwag.interop.engine;

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
import io.wigwag.storage.seal.SealedStart;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKeySource;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Devices kept in a folder on the embedded store, as a gateway that is alone with it keeps them.
record DeviceFolder(DeviceStore devices, Membership membership, WitnessFile witness, DocumentStore store)
        implements AutoCloseable {

    static DeviceFolder open(Path folder) throws MasterKeyTrouble {
        var clock = InstantSource.system();
        var adapter = EmbeddedAdapter.open(folder, EmbeddedSettings.DEFAULT);
        var random = new SecureRandom();
        try (var http = HttpClient.newHttpClient()) {
            var source = new MasterKeySource(random, http, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
            var ready = new SealedStart(source, KeySettings.of(Map.of()), random, clock, DataKeys.Bounds.DEFAULT)
                    .own(DocumentKeychains.over(adapter), folder.resolve("master.key"));
            var store = DocumentStore.open(adapter, ready.sealer(), Catalogue.schemas());
            var membership = Membership.joinAlone(store, UUID.randomUUID().toString(), "test", clock);
            var witness = WitnessFile.open(folder.resolve("witness"));
            var leases = new Leases(store, membership, Set.of());
            var states = new DeviceStates(store, new Tenant("test"), leases, new LookupHashes(ready.keys()), witness);
            return new DeviceFolder(states, membership, witness, store);
        }
    }

    @Override
    public void close() {
        membership.leave();
        witness.close();
        store.close();
    }
}
