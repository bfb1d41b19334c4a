package io.wigwag.storage.seal.master;

import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Master keys in our own memory. The first is the current one, the others only open.
///
/// ```
/// wrapped   01 | nonce, 12 | AES-256-GCM of the data key under the master key, 32 + 16
/// ```
///
/// A random nonce is safe for 2^32 wrappings by one key (the chance of a repeated one is below 2^-32); a wrapping
/// happens once for each data key and rotation, so that a store with a million devices gets there after four
/// thousand rotations back to the same key.
public final class LocalMasterKeys implements MasterKeys {
    private static final byte FORMAT = 1;
    private static final int HEAD = 1 + AesGcm.NONCE;

    private final Map<String, MasterKey> keys;
    private final String current;
    private final SecureRandom random;

    public LocalMasterKeys(List<MasterKey> keys, SecureRandom random) throws MasterKeyTrouble {
        if (keys.isEmpty()) {
            throw new MasterKeyTrouble.Missing("no master key");
        }
        var byName = new LinkedHashMap<String, MasterKey>();
        for (var key : keys) {
            if (byName.putIfAbsent(key.name(), key) != null) {
                throw new MasterKeyTrouble.Unusable("two master keys have the name '" + key.name() + "'");
            }
        }
        this.keys = Collections.unmodifiableMap(byName);
        this.current = keys.getFirst().name();
        this.random = random;
    }

    @Override
    public String current() {
        return current;
    }

    @Override
    public boolean knows(String masterKey) {
        return keys.containsKey(masterKey);
    }

    @Override
    public Wrapped wrap(Octets dataKey, Octets context) throws MasterKeyTrouble {
        var nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        var sealed = AesGcm.seal(key(current).bytes().toArray(), nonce, context.toArray(), dataKey.toArray());
        return new Wrapped(
                current, Octets.concat(Octets.wrap(new byte[] {FORMAT}), Octets.wrap(nonce), Octets.wrap(sealed)));
    }

    @Override
    public Octets unwrap(Wrapped wrapped, Octets context) throws MasterKeyTrouble {
        var key = key(wrapped.masterKey());
        var bytes = wrapped.bytes();
        if (bytes.size() < HEAD || bytes.at(0) != FORMAT) {
            throw new MasterKeyTrouble.Wrong(key.name());
        }
        var nonce = bytes.slice(1, HEAD).toArray();
        var sealed = bytes.slice(HEAD, bytes.size()).toArray();
        try {
            return Octets.wrap(AesGcm.open(key.bytes().toArray(), nonce, context.toArray(), sealed));
        } catch (DecryptionFailed e) {
            throw new MasterKeyTrouble.Wrong(key.name());
        }
    }

    private MasterKey key(String name) throws MasterKeyTrouble {
        var key = keys.get(name);
        if (key == null) {
            throw new MasterKeyTrouble.Unknown(name);
        }
        return key;
    }

    @Override
    public String toString() {
        return "LocalMasterKeys" + keys.keySet();
    }
}
