package io.wigwag.storage.archive;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.LookupHashes;
import io.wigwag.storage.seal.LookupKeys;
import io.wigwag.storage.seal.RecordSealer;
import io.wigwag.storage.seal.master.LocalMasterKeys;
import io.wigwag.storage.seal.master.MasterKey;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.testing.Letter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A store with a master key of its own, filled with letters that can be searched for.
final class ArchiveStore {
    private static final List<Schema> SCHEMAS = List.of(Letter.SCHEMA, DocumentKeychains.SCHEMA);
    private static final String SUBJECT = "letter.text";

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-21T12:00:00Z"));
    private final AtomicInteger writesLeft = new AtomicInteger(Integer.MAX_VALUE);
    private final DocumentKeychains chains;
    private final DataKeys keys;
    private final DocumentStore store;
    private final LookupHashes hashes;

    ArchiveStore(DocumentAdapter sound) {
        var adapter = failing(sound);
        chains = DocumentKeychains.over(adapter);
        keys = new DataKeys(chains, masterKeys(), random, clock, DataKeys.Bounds.DEFAULT);
        store = DocumentStore.open(adapter, new RecordSealer(keys, random), SCHEMAS);
        hashes = new LookupHashes(keys);
    }

    void close() {
        store.close();
    }

    Export exporting() {
        var lookups = new LookupKeys(chains, keys);
        return new Export(store, List.of(Letter.SCHEMA), lookups, random, clock, 1);
    }

    Import importing() {
        return new Import(store, List.of(Letter.SCHEMA), new LookupKeys(chains, keys));
    }

    Import importingNothing() {
        return new Import(store, List.of(), new LookupKeys(chains, keys));
    }

    void fill(Tenant tenant, int letters) {
        var batch = store.batch();
        for (var i = 0; i < letters; i++) {
            batch.insert(store.records(Letter.TYPE, tenant), letter(tenant, i));
        }
        batch.commit();
    }

    private Letter letter(Tenant tenant, int number) {
        var text = "Dear " + tenant.name() + ", number " + number;
        return new Letter(
                "letter-%06d".formatted(number),
                "phone-" + number % 3,
                hashes.words(KeyScope.of(tenant), SUBJECT, text),
                "4915100" + number,
                text,
                Octets.ofHex("%064x".formatted(number)),
                1);
    }

    List<Letter> letters(Tenant tenant) {
        return store.records(Letter.TYPE, tenant)
                .find(Query.on(Index.BY_ID).limit(Query.MAX_LIMIT))
                .records();
    }

    List<String> found(Tenant tenant, String words) {
        var query = Query.on(Letter.BY_HASH)
                .where(Field.texts("hashes"), hashes.words(KeyScope.of(tenant), SUBJECT, words));
        return store.records(Letter.TYPE, tenant).find(query).records().stream()
                .map(Letter::id)
                .toList();
    }

    void change(Tenant tenant, int number) {
        var records = store.records(Letter.TYPE, tenant);
        var found = records.get(letter(tenant, number).id()).orElseThrow();
        records.replace(found.with(found.record().next()));
    }

    void remove(Tenant tenant, int number) {
        store.records(Letter.TYPE, tenant).delete(letter(tenant, number).id());
    }

    void provide(KeyScope scope) {
        keys.provide(scope);
    }

    boolean hasKeys(KeyScope scope) {
        return chains.load(scope).isPresent();
    }

    /// Lets so many more writes through.
    void failAfter(int writes) {
        writesLeft.set(writes);
    }

    /// The frames of an archive with one segment.
    static List<Octets> frames(Octets archive) {
        var frames = new ArrayList<Octets>();
        var at = ArchiveHead.SIZE + 4 + ArchiveHead.SALT;
        while (at < archive.size()) {
            var end = at + 4 + archive.asBuffer().getInt(at);
            frames.add(archive.slice(at, end));
            at = end;
        }
        return frames;
    }

    private LocalMasterKeys masterKeys() {
        try {
            return new LocalMasterKeys(List.of(MasterKey.generate("k", random)), random);
        } catch (MasterKeyTrouble e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Takes batches apart once it is to fail, so that a failure can fall into the middle of one.
    private DocumentAdapter failing(DocumentAdapter adapter) {
        return (DocumentAdapter) Proxy.newProxyInstance(
                DocumentAdapter.class.getClassLoader(),
                new Class<?>[] {DocumentAdapter.class},
                (_, method, arguments) -> {
                    try {
                        if (!method.getName().equals("write") || writesLeft.get() == Integer.MAX_VALUE) {
                            return method.invoke(adapter, arguments);
                        }
                        for (var write : (List<?>) arguments[0]) {
                            if (writesLeft.getAndDecrement() <= 0) {
                                throw new StoreUnavailable("the power is gone", true);
                            }
                            adapter.write(List.of((Write) write));
                        }
                        return Void.TYPE.cast(null);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
