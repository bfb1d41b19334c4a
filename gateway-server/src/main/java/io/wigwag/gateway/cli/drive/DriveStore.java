package io.wigwag.gateway.cli.drive;

import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentAdapter;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/// Where the device is kept.
sealed interface DriveStore extends AutoCloseable {
    DeviceStore devices();

    @Override
    void close();

    static DriveStore open(Optional<Path> folder) throws MasterKeyTrouble {
        return folder.isPresent() ? Folder.open(folder.get()) : new Memory(new MemoryDevices());
    }

    /// Gone with the process.
    record Memory(DeviceStore devices) implements DriveStore {
        @Override
        public void close() {
            // Nothing is held.
        }
    }

    /// An embedded store with its master key in it, opened as a gateway that is alone with it would.
    record Folder(DeviceStore devices, Membership membership, WitnessFile witness, DocumentStore store)
            implements DriveStore {
        private static final Tenant TENANT = new Tenant("drive");

        static Folder open(Path folder) throws MasterKeyTrouble {
            var adapter = EmbeddedAdapter.open(folder, EmbeddedSettings.DEFAULT);
            try {
                return open(adapter, folder);
            } catch (RuntimeException | MasterKeyTrouble failed) {
                adapter.close();
                throw failed;
            }
        }

        private static Folder open(DocumentAdapter adapter, Path folder) throws MasterKeyTrouble {
            var clock = InstantSource.system();
            var ready = keys(adapter, folder, clock);
            var store = DocumentStore.open(adapter, ready.sealer(), Catalogue.schemas());
            var membership = Membership.joinAlone(store, UUID.randomUUID().toString(), "driver", clock);
            var witness = WitnessFile.open(folder.resolve("witness"));
            var devices = new DeviceStates(
                    store, TENANT, new Leases(store, membership, Set.of()), new LookupHashes(ready.keys()), witness);
            return new Folder(devices, membership, witness, store);
        }

        private static SealedStart.Ready keys(DocumentAdapter adapter, Path folder, InstantSource clock)
                throws MasterKeyTrouble {
            var random = new SecureRandom();
            // Asked only by services that keep keys; the key here lies in the folder.
            try (var http = HttpClient.newHttpClient()) {
                var source = new MasterKeySource(random, http, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
                return new SealedStart(source, KeySettings.of(Map.of()), random, clock, DataKeys.Bounds.DEFAULT)
                        .own(DocumentKeychains.over(adapter), folder.resolve("master.key"));
            }
        }

        @Override
        public void close() {
            membership.leave();
            witness.close();
            store.close();
        }
    }
}
