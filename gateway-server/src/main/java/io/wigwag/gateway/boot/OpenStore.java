package io.wigwag.gateway.boot;

import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.device.DeviceBook;
import io.wigwag.gateway.identity.IdentityStore;
import io.wigwag.gateway.message.MessageBook;
import io.wigwag.gateway.webhook.Webhooks;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.WitnessFile;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import io.wigwag.storage.migration.Migration;
import io.wigwag.storage.migration.Migrations;
import io.wigwag.storage.migration.NewerStore;
import io.wigwag.storage.mongo.MongoAdapter;
import io.wigwag.storage.mongo.MongoSettings;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.SealedStart;
import io.wigwag.storage.seal.Shredding;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKeySource;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store as a gateway uses it: opened, unlocked with its master key, brought up to date, and entered as a member.
public final class OpenStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenStore.class);
    /// How long a process that shares its store may be silent before others take its devices over.
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /// All that a store was ever changed by.
    private static final List<Migration> MIGRATIONS = List.of();

    private final HttpClient http;
    private final DocumentStore store;
    private final SealedStart.Ready keys;
    private final DocumentKeychains chains;
    private final Membership membership;
    private final Optional<WitnessFile> witness;
    private final boolean alone;

    private OpenStore(Opened opened, Membership membership, Optional<WitnessFile> witness, boolean alone) {
        this.http = opened.http();
        this.store = opened.store();
        this.keys = opened.keys();
        this.chains = opened.chains();
        this.membership = membership;
        this.witness = witness;
        this.alone = alone;
    }

    private record Opened(HttpClient http, DocumentStore store, SealedStart.Ready keys, DocumentKeychains chains) {}

    /// Opens what the configuration names.
    ///
    /// @param environment where master keys are named
    public static OpenStore open(
            GatewayConfig.Store place, Map<String, String> environment, SecureRandom random, InstantSource clock)
            throws MasterKeyTrouble, NewerStore {
        var uri = place.mongoUri();
        var alone = uri.isEmpty();
        var adapter = alone
                ? EmbeddedAdapter.open(place.folder(), EmbeddedSettings.DEFAULT)
                : MongoAdapter.open(MongoSettings.of(uri.get().reveal()), LOG::info);
        var http = HttpClient.newHttpClient();
        try {
            var opened = unlocked(adapter, http, new Keys(environment, alone, place.folder()), random, clock);
            return entered(opened, place.folder(), alone, clock);
        } catch (RuntimeException | MasterKeyTrouble | NewerStore failed) {
            http.close();
            adapter.close();
            throw failed;
        }
    }

    private record Keys(Map<String, String> environment, boolean alone, Path folder) {}

    private static Opened unlocked(
            DocumentAdapter adapter, HttpClient http, Keys keys, SecureRandom random, InstantSource clock)
            throws MasterKeyTrouble {
        var source = new MasterKeySource(random, http, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
        var start = new SealedStart(source, KeySettings.of(keys.environment()), random, clock, DataKeys.Bounds.DEFAULT);
        var chains = DocumentKeychains.over(adapter);
        var ready = keys.alone() ? start.own(chains, keys.folder().resolve("master.key")) : start.shared(chains);
        return new Opened(http, DocumentStore.open(adapter, ready.sealer(), schemas()), ready, chains);
    }

    private static OpenStore entered(Opened opened, Path folder, boolean alone, InstantSource clock) throws NewerStore {
        var store = opened.store();
        var migrations = new Migrations(store, clock, MIGRATIONS);
        migrations.check();
        var id = UUID.randomUUID().toString();
        var name = ProcessHandle.current().pid() + "@"
                + Optional.ofNullable(System.getenv("HOSTNAME")).orElse("here");
        var membership = alone
                ? Membership.joinAlone(store, id, name, clock)
                : Membership.join(store, id, name, clock, System::nanoTime, PATIENCE);
        var done = migrations.run(Migration.Stage.EXPAND, new Leases(store, membership, Set.of()));
        done.ifPresent(reports -> reports.forEach(report -> LOG.info("the store was migrated: {}", report)));
        var witness =
                alone ? Optional.of(WitnessFile.open(folder.resolve(WitnessFile.FILE))) : Optional.<WitnessFile>empty();
        return new OpenStore(opened, membership, witness, alone);
    }

    /// Every collection of this program.
    public static List<Schema> schemas() {
        return Stream.of(
                        Catalogue.schemas(),
                        IdentityStore.schemas(),
                        DeviceBook.schemas(),
                        Webhooks.schemas(),
                        MessageBook.schemas())
                .flatMap(List::stream)
                .distinct()
                .toList();
    }

    public DocumentStore store() {
        return store;
    }

    public Membership membership() {
        return membership;
    }

    public LookupHashes hashes() {
        return new LookupHashes(keys.keys());
    }

    public CommitWitness witness() {
        return witness.<CommitWitness>map(file -> file).orElse(CommitWitness.NONE);
    }

    public Shredding shredding(InstantSource clock) {
        return new Shredding(chains, keys.keys(), clock);
    }

    /// Whether no other process can use the store.
    public boolean isAlone() {
        return alone;
    }

    /// The file of a master key that this start made: to be told.
    public Optional<Path> madeKey() {
        return keys.made();
    }

    /// Leaves, so that others need not wait for what we held. A store that does not answer finds out by itself.
    @Override
    public void close() {
        Closing.inTurn(this::leave, () -> witness.ifPresent(WitnessFile::close), store::close, http::close);
    }

    private void leave() {
        try {
            membership.leave();
        } catch (StoreUnavailable gone) {
            LOG.atWarn().setCause(gone).log("the store does not answer; our leases end by themselves");
        }
    }
}
