package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;
import java.util.Collection;
import java.util.Map;

/// Keys of the state that the account's devices share, and how far each collection of it has been read.
public interface AppStateStore {
    Map<Octets, Octets> appStateKeys(Collection<Octets> keyIds);

    /// All of them: there are a handful, and the newest is not always the one given last.
    Map<Octets, Octets> appStateKeys();

    Map<String, Octets> appStateVersions(Collection<String> collections);
}
