package io.wigwag.core.port;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Signal sessions, one record for each device of somebody.
public interface SessionStore {
    Map<DeviceAddress, Octets> sessions(Collection<DeviceAddress> devices);

    /// The devices of one user with which there is a session, in the order of their numbers.
    List<DeviceAddress> sessionsOf(String name);
}
