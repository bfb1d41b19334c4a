package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;
import java.util.Collection;
import java.util.Map;

/// Messages that we sent, for receivers that could not read them.
public interface RetryCache {
    Map<MessageKey, Octets> keptMessages(Collection<MessageKey> keys);
}
