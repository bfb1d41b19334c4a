package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Sender keys, others' and our own.
public interface SenderKeyStore {
    Map<SenderKeyName, Octets> senderKeys(Collection<SenderKeyName> names);

    /// All that this user's devices have given us, in any group.
    List<SenderKeyName> senderKeysOf(String name);
}
