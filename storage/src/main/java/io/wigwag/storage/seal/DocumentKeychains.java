package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.document.Sealer;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.document.WriteConflict;
import java.util.List;
import java.util.Optional;

/// Keychains in a collection of the document port, which is there before anything can be sealed.
public final class DocumentKeychains implements Keychains {
    public static final Schema SCHEMA = StoredKeychain.SCHEMA;

    private final DocumentStore store;

    private DocumentKeychains(DocumentStore store) {
        this.store = store;
    }

    /// Over an adapter that stays its caller's to close.
    public static DocumentKeychains over(DocumentAdapter adapter) {
        return new DocumentKeychains(DocumentStore.open(adapter, new NothingToSeal(), List.of(SCHEMA)));
    }

    /// No field of a keychain is sealed.
    private static final class NothingToSeal implements Sealer {
        @Override
        public Octets seal(SealContext context, Octets plain) {
            throw new IllegalStateException("keychains have nothing sealed: " + context.collection());
        }

        @Override
        public Octets open(SealContext context, Octets sealed) {
            throw new IllegalStateException("keychains have nothing sealed: " + context.collection());
        }
    }

    @Override
    public Optional<Keychain> load(KeyScope scope) {
        return records(scope).get(StoredKeychain.idOf(scope)).map(StoredKeychain::chain);
    }

    @Override
    public boolean insert(Keychain chain) {
        if (chain.version() != 1) {
            throw new IllegalArgumentException("the first version is 1, not " + chain.version());
        }
        try {
            records(chain.scope()).insert(StoredKeychain.of(chain));
            return true;
        } catch (DuplicateKey taken) {
            return false;
        }
    }

    @Override
    public boolean replace(Keychain chain) {
        var scope = chain.scope();
        try {
            records(scope).replace(StoredKeychain.versioned(chain, chain.version() - 1));
            return true;
        } catch (WriteConflict overtaken) {
            return false;
        }
    }

    @Override
    public List<Keychain> page(Optional<KeyScope> after, int limit) {
        var query = Query.on(Index.EVERYTHING)
                .limit(limit)
                .after(after.map(scope -> cursor(scope, List.of())).orElse(Cursor.START));
        return store.everyTenant(StoredKeychain.TYPE).find(query).whole().found().stream()
                .map(StoredKeychain::chain)
                .toList();
    }

    @Override
    public List<Keychain> page(Tenant tenant, Optional<KeyScope> after, int limit) {
        var query = Query.on(Index.BY_ID)
                .limit(limit)
                .after(after.map(scope -> cursor(scope, List.of(Field.ID.of(StoredKeychain.idOf(scope)))))
                        .orElse(Cursor.START));
        return store.records(StoredKeychain.TYPE, tenant).find(query).whole().found().stream()
                .map(StoredKeychain::chain)
                .toList();
    }

    private Records<StoredKeychain> records(KeyScope scope) {
        return store.records(StoredKeychain.TYPE, scope.tenant());
    }

    private static Cursor cursor(KeyScope scope, List<Value> key) {
        return new Cursor(key, scope.tenant().name(), StoredKeychain.idOf(scope));
    }
}
