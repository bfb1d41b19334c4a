package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A keychain opened, in memory only. Prints no key.
final class LiveKeys {
    static final int KEY = 32;

    private final Keychain.Living chain;
    private final byte[] lookup;
    private final List<byte[]> sealing;
    private final Instant checked;

    private LiveKeys(Keychain.Living chain, byte[] lookup, List<byte[]> sealing, Instant checked) {
        this.chain = chain;
        this.lookup = lookup;
        this.sealing = sealing;
        this.checked = checked;
    }

    /// Takes an unwrapped chain apart.
    static LiveKeys of(Keychain.Living chain, Octets keys, Instant now) {
        if (keys.size() != KEY * (1 + chain.generations().size())) {
            throw new DamagedDocument("the keychain of " + chain.scope() + " holds " + keys.size() + " bytes");
        }
        var sealing = new ArrayList<byte[]>();
        for (var at = KEY; at < keys.size(); at += KEY) {
            sealing.add(keys.slice(at, at + KEY).toArray());
        }
        return new LiveKeys(chain, keys.slice(0, KEY).toArray(), List.copyOf(sealing), now);
    }

    static Octets random(SecureRandom random, int keys) {
        var bytes = new byte[KEY * keys];
        random.nextBytes(bytes);
        return Octets.wrap(bytes);
    }

    Keychain.Living chain() {
        return chain;
    }

    /// The generation that seals.
    int newest() {
        return chain.newest().number();
    }

    boolean has(int generation) {
        return indexOf(generation) >= 0;
    }

    /// Not a copy: for this package, which only derives from it.
    byte[] sealing(int generation) {
        return sealing.get(indexOf(generation));
    }

    /// All keys, as they are wrapped.
    Octets all() {
        return only(chain.generations());
    }

    /// The lookup key and the sealing keys of these generations, as they are wrapped.
    Octets only(List<Keychain.Generation> generations) {
        var keys = Octets.copyOf(lookup);
        for (var generation : generations) {
            keys = Octets.concat(keys, Octets.wrap(sealing(generation.number())));
        }
        return keys;
    }

    byte[] lookup() {
        return lookup;
    }

    Instant checked() {
        return checked;
    }

    LiveKeys checkedAt(Instant now) {
        return new LiveKeys(chain, lookup, sealing, now);
    }

    private int indexOf(int generation) {
        var generations = chain.generations();
        for (var i = generations.size() - 1; i >= 0; i--) {
            if (generations.get(i).number() == generation) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "LiveKeys[" + chain.scope() + ", generation " + newest() + "]";
    }
}
