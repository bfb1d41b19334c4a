package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import io.wigwag.storage.seal.master.MasterKeys;
import io.wigwag.storage.seal.master.Wrapped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// The data keys in use, opened once and kept for a while. Owns a bounded cache; many threads may ask.
///
/// A chain in the cache is looked at again in the store when it is older than [Bounds#maxAge()]: so long may
/// another process go on with keys that were destroyed or replaced here.
public final class DataKeys {
    private static final int STRIPES = 64;

    private final Keychains chains;
    private final MasterKeys masterKeys;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Bounds bounds;
    private final Map<KeyScope, LiveKeys> cache;
    /// One thread unwraps for all that want the same scope, and a slow key service never sees more calls than
    /// these.
    private final List<ReentrantLock> loading =
            IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toList();

    public DataKeys(Keychains chains, MasterKeys masterKeys, SecureRandom random, InstantSource clock, Bounds bounds) {
        this.chains = chains;
        this.masterKeys = masterKeys;
        this.random = random;
        this.clock = clock;
        this.bounds = bounds;
        this.cache = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<KeyScope, LiveKeys> eldest) {
                return size() > bounds.scopes();
            }
        };
    }

    /// How many scopes' keys are held open at most, and for how long without a look at the store.
    public record Bounds(int scopes, Duration maxAge) {
        public static final Bounds DEFAULT = new Bounds(20_000, Duration.ofMinutes(5));
    }

    /// Makes sure that a scope has keys, and that they open: a device's at its linking, say, rather than at its
    /// first message.
    public void provide(KeyScope scope) {
        toSeal(scope);
    }

    /// The keys to seal or hash with; a scope that has none yet gets some.
    LiveKeys toSeal(KeyScope scope) {
        var known = fresh(scope);
        if (known.isPresent()) {
            return known.get();
        }
        if (!scope.isTenant()) {
            toSeal(KeyScope.of(scope.tenant())); // A device of a tenant that was shredded gets no keys.
        }
        return one(scope, () -> {
            var stored = load(scope);
            return stored.isPresent() ? stored.get() : make(scope);
        });
    }

    /// The keys to open an envelope of a generation with.
    LiveKeys toOpen(KeyScope scope, int generation) {
        var known = fresh(scope);
        if (known.isPresent() && generation <= known.get().newest()) {
            return known.get();
        }
        if (known.isPresent()) {
            forget(scope); // Another process may have made a newer generation since we looked.
        }
        return one(
                scope,
                () -> load(scope)
                        .orElseThrow(() -> new DamagedDocument("sealed for " + scope + ", which has no keys")));
    }

    /// Gives a scope a new sealing key beside those it has, which from now on only open. Other processes may seal
    /// with the one before for [Bounds#maxAge()] longer.
    LiveKeys renew(KeyScope scope) {
        while (true) {
            forget(scope);
            var live = toSeal(scope);
            var chain = live.chain();
            var generations = new ArrayList<>(chain.generations());
            generations.add(new Keychain.Generation(live.newest() + 1, clock.instant()));
            var keys = Octets.concat(live.all(), LiveKeys.random(random, 1));
            if (chains.replace(chain.changed(generations, wrap(scope, keys, generations)))) {
                forget(scope);
                return toSeal(scope);
            }
        }
    }

    /// Destroys the sealing keys that had a successor at that time: what they sealed must have been sealed again.
    void retire(KeyScope scope, Instant time) {
        while (true) {
            forget(scope);
            var live = toSeal(scope);
            var chain = live.chain();
            var kept = chain.generations();
            while (kept.size() > 1 && !kept.get(1).since().isAfter(time)) {
                kept = kept.subList(1, kept.size());
            }
            if (kept.size() == chain.generations().size()
                    || chains.replace(chain.changed(kept, wrap(scope, live.only(kept), kept)))) {
                forget(scope);
                return;
            }
        }
    }

    /// Forgets what is cached, so that the next use looks at the store. Waits for whoever is loading just now,
    /// since what they found may be older than what the caller wrote.
    void forget(KeyScope scope) {
        var lock = lockOf(scope);
        lock.lock();
        try {
            synchronized (cache) {
                cache.remove(scope);
            }
        } finally {
            lock.unlock();
        }
    }

    private ReentrantLock lockOf(KeyScope scope) {
        return loading.get(Math.floorMod(scope.hashCode(), STRIPES));
    }

    private Optional<LiveKeys> cached(KeyScope scope) {
        synchronized (cache) {
            return Optional.ofNullable(cache.get(scope));
        }
    }

    private Optional<LiveKeys> fresh(KeyScope scope) {
        var now = clock.instant();
        return cached(scope)
                .filter(keys -> now.isBefore(keys.checked().plus(bounds.maxAge())))
                .filter(keys -> !now.isBefore(keys.checked())); // A clock that was set back must not keep keys alive.
    }

    /// Loads, unless somebody else has done so while we waited.
    private LiveKeys one(KeyScope scope, Supplier<LiveKeys> loader) {
        var lock = lockOf(scope);
        lock.lock();
        try {
            var known = fresh(scope);
            return known.isPresent() ? known.get() : loader.get();
        } finally {
            lock.unlock();
        }
    }

    private Optional<LiveKeys> load(KeyScope scope) {
        var now = clock.instant();
        var found = chains.load(scope);
        if (found.isEmpty()) {
            forget(scope);
            return Optional.empty();
        }
        return Optional.of(
                switch (found.get()) {
                    case Keychain.Shredded _ -> {
                        forget(scope);
                        throw shredded(scope);
                    }
                    case Keychain.Living chain -> keep(open(chain, now));
                });
    }

    private LiveKeys open(Keychain.Living chain, Instant now) {
        var known = cached(chain.scope());
        if (known.isPresent() && known.get().chain().equals(chain)) {
            return known.get().checkedAt(now); // Nothing new: no need to ask a key service.
        }
        try {
            return LiveKeys.of(chain, masterKeys.unwrap(chain.keys(), chain.context()), now);
        } catch (MasterKeyTrouble e) {
            throw unavailable(chain.scope(), e);
        }
    }

    private LiveKeys keep(LiveKeys keys) {
        synchronized (cache) {
            cache.put(keys.chain().scope(), keys);
        }
        return keys;
    }

    /// Makes the chain of a new scope around a lookup key from elsewhere; false when it has another one already.
    boolean adopt(KeyScope scope, Octets lookup) {
        var keys = one(scope, () -> {
            var stored = load(scope);
            return stored.isPresent() ? stored.get() : make(scope, Octets.concat(lookup, LiveKeys.random(random, 1)));
        });
        return Octets.wrap(keys.lookup()).equals(lookup);
    }

    private LiveKeys make(KeyScope scope) {
        return make(scope, LiveKeys.random(random, 2));
    }

    private LiveKeys make(KeyScope scope, Octets keys) {
        var now = clock.instant();
        var generations = List.of(new Keychain.Generation(1, now));
        var chain = new Keychain.Living(scope, 1, generations, wrap(scope, keys, generations));
        if (!chains.insert(chain)) {
            return load(scope).orElseThrow(() -> new IllegalStateException("a chain that is there and is not there"));
        }
        // A tenant is shredded by its own tombstone first and its devices' after it: either we see the tombstone now,
        // or
        // that walk over the devices sees our chain.
        if (!scope.isTenant() && isShredded(KeyScope.of(scope.tenant()))) {
            chains.replace(new Keychain.Shredded(scope, chain.version() + 1, now));
            throw shredded(scope);
        }
        return keep(LiveKeys.of(chain, keys, now));
    }

    private boolean isShredded(KeyScope scope) {
        return chains.load(scope).filter(Keychain.Shredded.class::isInstance).isPresent();
    }

    private Wrapped wrap(KeyScope scope, Octets keys, List<Keychain.Generation> generations) {
        try {
            return masterKeys.wrap(keys, Keychain.context(scope, generations));
        } catch (MasterKeyTrouble e) {
            throw unavailable(scope, e);
        }
    }

    private static ShreddedKeys shredded(KeyScope scope) {
        return new ShreddedKeys("the keys of " + scope + " were destroyed");
    }

    private static StoreUnavailable unavailable(KeyScope scope, MasterKeyTrouble trouble) {
        return new StoreUnavailable("keys of " + scope + ": " + trouble.getMessage(), trouble.retryable(), trouble);
    }
}
