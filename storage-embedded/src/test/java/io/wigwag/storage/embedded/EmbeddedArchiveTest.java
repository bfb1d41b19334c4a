package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.StateChange;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.archive.ArchiveContract;
import io.wigwag.storage.archive.ArchiveSecret;
import io.wigwag.storage.archive.Export;
import io.wigwag.storage.archive.Extent;
import io.wigwag.storage.archive.Import;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.Hiding;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.LookupKeys;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Archives between embedded stores, down to a device that goes on where it has arrived.
class EmbeddedArchiveTest extends ArchiveContract {
    private static final Tenant ANA = new Tenant("ana");
    private static final List<Schema> TRAVELLING = Catalogue.schemas().stream()
            .filter(schema -> !schema.equals(DocumentKeychains.SCHEMA))
            .toList();

    @TempDir
    private Path stores = Path.of("");

    @Override
    protected DocumentAdapter adapter(String name) {
        return EmbeddedAdapter.open(stores.resolve(name), EmbeddedSettings.DEFAULT);
    }

    /// A store with a master key of its own.
    private record Home(DocumentStore store, DocumentKeychains chains, DataKeys keys) {
        static Home at(DocumentAdapter adapter) throws Exception {
            var random = new SecureRandom();
            var master = new LocalMasterKeys(List.of(MasterKey.generate("own", random)), random);
            var chains = DocumentKeychains.over(adapter);
            var keys = new DataKeys(chains, master, random, InstantSource.system(), DataKeys.Bounds.DEFAULT);
            return new Home(
                    DocumentStore.open(adapter, new RecordSealer(keys, random), Catalogue.schemas()), chains, keys);
        }

        StoredDeviceState device() {
            var hiding = Hiding.with(new LookupHashes(keys), ANA, OwningChild.DEVICE);
            return StoredDeviceState.open(store, ANA, OwningChild.DEVICE, 1, hiding, CommitWitness.NONE);
        }
    }

    @Test
    void aDeviceGoesOnWhereItHasArrived() throws Exception {
        var one = Octets.ofHex("01");
        var archive = stores.resolve("all.wigwag");
        var secret = ArchiveSecret.passphrase("correct horse battery");
        var from = Home.at(adapter("from"));
        var to = Home.at(adapter("to"));
        try (var left = from.store();
                var arrived = to.store()) {
            var before = from.device();
            before.commit(List.of(
                    new StateChange.PutOwnIdentity(one),
                    new StateChange.PutSession(OwningChild.PEER, one),
                    new StateChange.PutLid("4917600000001", "77001")));
            var lookups = new LookupKeys(from.chains(), from.keys());
            new Export(left, TRAVELLING, lookups, new SecureRandom(), InstantSource.system())
                    .to(archive, new Extent.OneTenant(ANA), secret);

            new Import(arrived, TRAVELLING, new LookupKeys(to.chains(), to.keys())).run(archive, secret);

            var after = to.device();
            assertThat(after.ownIdentity()).contains(one);
            assertThat(after.sessions(List.of(OwningChild.PEER))).isEqualTo(Map.of(OwningChild.PEER, one));
            assertThat(after.sessionsOf(OwningChild.PEER.name())).containsExactly(OwningChild.PEER);
            assertThat(after.lidsOf(List.of("4917600000001"))).isEqualTo(Map.of("4917600000001", "77001"));
            after.commit(List.of(new StateChange.DeleteSession(OwningChild.PEER)));
            assertThat(to.device().allSessions()).isEmpty();
        }
    }
}
