package io.wigwag.gateway.identity;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Tenants and their keys, kept.
public final class IdentityStore {
    /// The tenant that a new installation begins with.
    public static final Tenant FIRST = new Tenant("tnt_first");

    /// What an unknown key is compared with, so that it takes as long as a known one.
    private static final Octets NOBODY = Octets.wrap(new byte[32]);

    private final DocumentStore store;
    private final SecureRandom random;
    private final InstantSource clock;

    public IdentityStore(DocumentStore store, SecureRandom random, InstantSource clock) {
        this.store = store;
        this.random = random;
        this.clock = clock;
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return List.of(TenantRecord.SCHEMA, KeyRecord.SCHEMA);
    }

    /// Takes care of a key before it is stored.
    @FunctionalInterface
    public interface Keeper {
        Keeper NOBODY = _ -> {};

        void keep(ApiKey key) throws IOException;
    }

    /// Makes the first tenant and a key for it that may do everything, if there is none yet. The key is returned this
    /// once and can't be had again. Of several nodes that start at once, one makes it.
    ///
    /// @param keeper is given the key before it is stored
    public Optional<ApiKey> begin(Keeper keeper) throws IOException {
        var tenants = store.records(TenantRecord.TYPE, Tenant.SYSTEM);
        if (tenants.get(FIRST.name()).isPresent()) {
            return Optional.empty();
        }
        var key = ApiKey.random(random);
        keeper.keep(key);
        try {
            // The key goes first: a crash between the two leaves a key that nobody knows, and the next start makes
            // another; the other way round there would be a tenant without any.
            store.batch()
                    .insert(store.records(KeyRecord.TYPE, FIRST), record(key, "made at first start"))
                    .insert(tenants, new TenantRecord(FIRST.name(), "first", clock.instant()))
                    .commit();
        } catch (DuplicateKey anotherNodeWasFaster) {
            store.records(KeyRecord.TYPE, FIRST).delete("key_" + key.keyId());
            return Optional.empty();
        }
        return Optional.of(key);
    }

    /// Another tenant, with a key that may do everything that is the tenant's.
    public ApiKey add(Tenant tenant, String name) {
        var key = ApiKey.random(random);
        store.batch()
                .insert(store.records(KeyRecord.TYPE, tenant), record(key, "made with its tenant"))
                .insert(
                        store.records(TenantRecord.TYPE, Tenant.SYSTEM),
                        new TenantRecord(tenant.name(), name, clock.instant()))
                .commit();
        return key;
    }

    private KeyRecord record(ApiKey key, String label) {
        return new KeyRecord(key.keyId(), key.hash(), label, Set.of(Caller.EVERYTHING), clock.instant());
    }

    /// Whose key this is. Comparing takes the same time wherever two hashes differ.
    Optional<Caller> callerWith(ApiKey key) {
        var found = store.everyTenant(KeyRecord.TYPE)
                .findFirst(Query.on(KeyRecord.BY_KEY_ID).where(KeyRecord.KEY_ID, key.keyId()));
        var kept = found.map(known -> known.record().hash()).orElse(NOBODY);
        return kept.equals(key.hash())
                ? found.map(known -> new Caller(
                        known.tenant(), known.record().keyId(), known.record().permissions()))
                : Optional.empty();
    }
}
