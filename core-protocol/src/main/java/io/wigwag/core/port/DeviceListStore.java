package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;
import java.util.Collection;
import java.util.Map;

/// The devices that users have, as the server last told.
public interface DeviceListStore {
    Map<String, Octets> deviceLists(Collection<String> users);
}
