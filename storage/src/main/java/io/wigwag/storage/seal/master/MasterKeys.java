package io.wigwag.storage.seal.master;

import io.wigwag.core.octets.Octets;

/// What wraps data keys: keys at hand, or a service that never gives its key away. Several keys may open; new
/// wrapping is done by one of them, the current one.
///
/// The context says which data key is wrapped. It is bound to the result: a wrapped key that was moved to another
/// place does not open there.
public interface MasterKeys {
    /// The name of the key that [#wrap(Octets, Octets)] uses now; asking may ask a service.
    String current() throws MasterKeyTrouble;

    /// Whether a wrapping by this key can be opened here, as far as a name can tell.
    boolean knows(String masterKey);

    Wrapped wrap(Octets dataKey, Octets context) throws MasterKeyTrouble;

    Octets unwrap(Wrapped wrapped, Octets context) throws MasterKeyTrouble;
}
