package io.wigwag.gateway.boot;

import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.identity.IdentityStore;
import io.wigwag.storage.document.Tenant;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// A second tenant in a gateway's store, which nothing outside makes yet.
final class OtherTenant {
    private OtherTenant() {}

    /// Its key, for everything. The gateway is down meanwhile.
    static String keyIn(Path folder) throws Exception {
        var place = new GatewayConfig.Store(Optional.empty(), folder);
        var random = new SecureRandom();
        var clock = InstantSource.system();
        try (var open = OpenStore.open(place, Map.of(), random, clock)) {
            return new IdentityStore(open.store(), random, clock)
                    .add(new Tenant("tnt_other"), "other")
                    .text();
        }
    }
}
