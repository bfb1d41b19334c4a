package io.wigwag.core.port;

import java.util.Collection;
import java.util.Map;

/// Tokens of those who trust us, to be sent along with messages to them.
public interface TrustedTokenStore {
    Map<String, StoredToken> tokens(Collection<String> users);
}
