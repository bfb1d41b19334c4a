package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Tenant;
import java.util.List;
import java.util.Optional;

/// Lookup keys on their way from one store to another: the hashes in archived records are worth nothing without the
/// key they were made with. Sealing keys never travel; what arrives is sealed anew.
public final class LookupKeys {
    private final Keychains chains;
    private final DataKeys keys;

    public LookupKeys(Keychains chains, DataKeys keys) {
        this.chains = chains;
        this.keys = keys;
    }

    /// One scope's key. Secret; not printed.
    public record LookupKey(KeyScope scope, Octets key) {
        @Override
        public String toString() {
            return "LookupKey[" + scope + "]";
        }
    }

    /// The keys of the next scopes in use, of one tenant or of all; and behind which scope to go on, until there is
    /// none.
    public Part reveal(Optional<Tenant> tenant, Optional<KeyScope> after, int limit) {
        var page = tenant.isPresent() ? chains.page(tenant.get(), after, limit) : chains.page(after, limit);
        var revealed = page.stream()
                .filter(Keychain.Living.class::isInstance)
                .map(Keychain::scope)
                .filter(scope -> !scope.equals(KeyScope.SYSTEM))
                .map(scope ->
                        new LookupKey(scope, Octets.copyOf(keys.toSeal(scope).lookup())))
                .toList();
        return new Part(
                revealed,
                page.size() < limit
                        ? Optional.empty()
                        : Optional.of(page.getLast().scope()));
    }

    public record Part(List<LookupKey> keys, Optional<KeyScope> next) {
        public Part {
            keys = List.copyOf(keys);
        }
    }

    /// Whether a scope could have this key: it has none yet, or this one.
    public boolean fits(LookupKey key) {
        return chains.load(key.scope())
                .map(chain -> chain instanceof Keychain.Living
                        && Octets.wrap(keys.toSeal(key.scope()).lookup()).equals(key.key()))
                .orElse(true);
    }

    /// Gives a new scope this lookup key; [DuplicateKey] when it has another one by now.
    public void adopt(LookupKey key) {
        if (!keys.adopt(key.scope(), key.key())) {
            throw new DuplicateKey(StoredKeychain.keyOf(key.scope()), "lookup key");
        }
    }
}
