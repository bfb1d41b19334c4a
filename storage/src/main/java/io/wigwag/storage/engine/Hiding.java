package io.wigwag.storage.engine;

import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.LookupHashes;

/// Turns numbers and names into what may stand in an id. Equal values of a subject come out equal, for one device.
@FunctionalInterface
public interface Hiding {
    String of(String subject, String value);

    /// With the device's own key, so that nothing is left to compare when that is destroyed.
    static Hiding with(LookupHashes hashes, Tenant tenant, String device) {
        var scope = new KeyScope(tenant, device);
        return (subject, value) -> hashes.value(scope, "engine." + subject, value);
    }
}
