package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.boot.OpenStore;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.LookupKeys;
import io.wigwag.storage.seal.Resealing;
import io.wigwag.storage.seal.SealedStart;
import io.wigwag.storage.seal.master.KeySettings;
import io.wigwag.storage.seal.master.MasterKeySource;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A store that was opened with its master key, as the gateway opens it.
final class SealedStore implements AutoCloseable {
    private final DocumentAdapter adapter;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();
    private final DocumentKeychains chains;
    private final SealedStart.Ready ready;
    private final DocumentStore store;

    private SealedStore(DocumentAdapter adapter, HttpClient http, StorePlace place, Surroundings around)
            throws MasterKeyTrouble {
        this.adapter = adapter;
        this.http = http;
        this.chains = DocumentKeychains.over(adapter);
        this.ready = start(place, around);
        ready.made()
                .ifPresent(file -> around.note(
                        "A master key was made in " + file + ". Without it nothing here can be read: keep a copy."));
        this.store = DocumentStore.open(adapter, ready.sealer(), OpenStore.schemas());
    }

    static SealedStore open(StorePlace place, Surroundings around) throws MasterKeyTrouble {
        var adapter = place.open(around::note);
        var http = HttpClient.newHttpClient();
        try {
            return new SealedStore(adapter, http, place, around);
        } catch (RuntimeException | MasterKeyTrouble failed) {
            http.close();
            adapter.close();
            throw failed;
        }
    }

    private SealedStart.Ready start(StorePlace place, Surroundings around) throws MasterKeyTrouble {
        var source = new MasterKeySource(random, http, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
        var settings = KeySettings.of(around.environment());
        var start = new SealedStart(source, settings, random, InstantSource.system(), DataKeys.Bounds.DEFAULT);
        return switch (place) {
            case StorePlace.Folder folder -> start.own(chains, folder.keyFile());
            case StorePlace.Mongo _ -> start.shared(chains);
        };
    }

    /// What an archive takes along: all but the keychains, which are for this store alone, and its own unfinished
    /// work on them.
    static List<Schema> travelling() {
        return OpenStore.schemas().stream()
                .filter(schema -> !schema.equals(DocumentKeychains.SCHEMA) && !schema.equals(Resealing.SCHEMA))
                .toList();
    }

    DocumentAdapter adapter() {
        return adapter;
    }

    DocumentStore store() {
        return store;
    }

    DocumentKeychains chains() {
        return chains;
    }

    SealedStart.Ready ready() {
        return ready;
    }

    LookupKeys lookupKeys() {
        return new LookupKeys(chains, ready.keys());
    }

    SecureRandom random() {
        return random;
    }

    /// The master key that wraps.
    String masterKey() throws MasterKeyTrouble {
        return ready.masterKeys().current();
    }

    @Override
    public void close() {
        http.close();
        store.close();
    }
}
