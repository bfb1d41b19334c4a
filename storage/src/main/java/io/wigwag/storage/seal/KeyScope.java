package io.wigwag.storage.seal;

import io.wigwag.storage.document.SealContext;
import io.wigwag.storage.document.Tenant;

/// Whose data a data key seals: one device's, or with an empty owner what a tenant has beyond its devices.
/// Destroying the key destroys exactly that.
public record KeyScope(Tenant tenant, String owner) {
    /// The installation's own. Its keychain is also the canary that tells at start whether the master key is right.
    public static final KeyScope SYSTEM = new KeyScope(Tenant.SYSTEM, "");

    public static KeyScope of(Tenant tenant) {
        return new KeyScope(tenant, "");
    }

    static KeyScope of(SealContext context) {
        return new KeyScope(context.tenant(), context.owner());
    }

    public boolean isTenant() {
        return owner.isEmpty();
    }

    @Override
    public String toString() {
        return isTenant() ? tenant.name() : tenant.name() + "/" + owner;
    }
}
