package io.wigwag.gateway.identity;

import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Trait;
import io.wigwag.storage.document.Tenant;
import java.util.Set;

/// Who sent a request, and what for whom it may do.
///
/// @param permissions `*` for everything there is and will be
public record Caller(Tenant tenant, String keyId, Set<String> permissions) {
    static final Trait<Caller> TRAIT = new Trait<>("caller", Caller.class);
    static final String EVERYTHING = "*";

    public Caller {
        permissions = Set.copyOf(permissions);
    }

    /// The caller of a request that a route got which is not open.
    public static Caller of(Request request) {
        return request.trait(TRAIT).orElseThrow(() -> new IllegalStateException("an open route has no caller"));
    }

    public boolean may(String permission) {
        return permissions.contains(EVERYTHING) || permissions.contains(permission);
    }
}
