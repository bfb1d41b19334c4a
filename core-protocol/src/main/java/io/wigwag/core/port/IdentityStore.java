package io.wigwag.core.port;

import io.wigwag.core.id.DeviceAddress;
import io.wigwag.core.octets.Octets;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Who we are, and by which identity keys we know others.
public interface IdentityStore {
    /// Our keys and numbers; empty before the device was made.
    Optional<Octets> ownIdentity();

    /// Identity keys of 32 bytes, as last believed.
    Map<DeviceAddress, Octets> identities(Collection<DeviceAddress> devices);
}
