package io.wigwag.storage.seal;

import io.wigwag.storage.document.Tenant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Keychains in memory, counting how often one is loaded, with a place to step in before a write.
final class MemoryKeychains implements Keychains {
    private final TreeMap<KeyScope, Keychain> chains =
            new TreeMap<>(Comparator.comparing(KeyScope::tenant).thenComparing(KeyScope::owner));
    final AtomicInteger loads = new AtomicInteger();
    Runnable beforeWrite = () -> {};
    Runnable afterLoad = () -> {};

    @Override
    public Optional<Keychain> load(KeyScope scope) {
        loads.incrementAndGet();
        Optional<Keychain> found;
        synchronized (this) {
            found = Optional.ofNullable(chains.get(scope));
        }
        afterLoad.run();
        return found;
    }

    @Override
    public boolean insert(Keychain chain) {
        beforeWrite.run();
        synchronized (this) {
            return chains.putIfAbsent(chain.scope(), chain) == null;
        }
    }

    @Override
    public boolean replace(Keychain chain) {
        beforeWrite.run();
        synchronized (this) {
            var present = chains.get(chain.scope());
            if (present == null || present.version() != chain.version() - 1) {
                return false;
            }
            chains.put(chain.scope(), chain);
            return true;
        }
    }

    @Override
    public synchronized List<Keychain> page(Optional<KeyScope> after, int limit) {
        var rest = after.isPresent() ? chains.tailMap(after.get(), false) : chains;
        return rest.values().stream().limit(limit).toList();
    }

    @Override
    public synchronized List<Keychain> page(Tenant tenant, Optional<KeyScope> after, int limit) {
        return page(after, Integer.MAX_VALUE).stream()
                .filter(chain -> chain.scope().tenant().equals(tenant))
                .limit(limit)
                .toList();
    }

    /// As somebody with access to the store could do it.
    synchronized void force(Keychain chain) {
        chains.put(chain.scope(), chain);
    }
}
