package io.wigwag.storage.seal;

import io.wigwag.storage.document.Tenant;
import java.time.InstantSource;
import java.util.Optional;

/// Destroys data keys, and with them all that they sealed, wherever it lies: in this store, in its replicas, in the
/// records of backups. The wrapped key itself may still lie in a backup or an old page of the store's file; it
/// opens only with the master key of its time, so a backup is beyond reach once that master key is rotated away and
/// destroyed.
///
/// Other processes may go on with keys in their memory for [DataKeys.Bounds#maxAge()].
public final class Shredding {
    private static final int PAGE = 200;

    private final Keychains chains;
    private final DataKeys keys;
    private final InstantSource clock;

    public Shredding(Keychains chains, DataKeys keys, InstantSource clock) {
        this.chains = chains;
        this.keys = keys;
        this.clock = clock;
    }

    /// Destroys the keys of one device.
    public void device(Tenant tenant, String device) {
        if (device.isEmpty()) {
            throw new IllegalArgumentException("a device without a name");
        }
        shred(new KeyScope(tenant, device));
    }

    /// Destroys a tenant's keys and those of all its devices, also of such as get keys at this moment.
    public void tenant(Tenant tenant) {
        if (tenant.equals(Tenant.SYSTEM)) {
            throw new IllegalArgumentException("the installation's own keys stay");
        }
        shred(KeyScope.of(tenant));
        var after = Optional.<KeyScope>empty();
        do {
            var page = chains.page(tenant, after, PAGE);
            page.forEach(chain -> shred(chain.scope()));
            after = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.getLast().scope());
        } while (after.isPresent());
    }

    /// Also where there is no chain yet, so that none can come.
    private void shred(KeyScope scope) {
        while (true) {
            var found = chains.load(scope);
            if (found.isPresent() && found.get() instanceof Keychain.Shredded) {
                break;
            }
            var version = found.map(Keychain::version).orElse(0L) + 1;
            var tombstone = new Keychain.Shredded(scope, version, clock.instant());
            if (found.isPresent() ? chains.replace(tombstone) : chains.insert(tombstone)) {
                break;
            }
        }
        keys.forget(scope);
    }
}
