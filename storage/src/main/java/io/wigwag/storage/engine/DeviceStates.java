package io.wigwag.storage.engine;

import io.wigwag.core.id.DeviceName;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.DeviceTaken;
import io.wigwag.core.port.OwnedState;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.lease.Lease;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.seal.LookupHashes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A tenant's devices on the document port: each opened under a lease of this process, sealed and hidden with its own
/// keys, and watched by the witness.
public final class DeviceStates implements DeviceStore {
    private final DocumentStore store;
    private final Tenant tenant;
    private final Leases leases;
    private final LookupHashes hashes;
    private final CommitWitness witness;
    private final Map<DeviceName, LeasedState> open = new ConcurrentHashMap<>();

    public DeviceStates(DocumentStore store, Tenant tenant, Leases leases, LookupHashes hashes, CommitWitness witness) {
        this.store = store;
        this.tenant = tenant;
        this.leases = leases;
        this.hashes = hashes;
        this.witness = witness;
    }

    @Override
    public OwnedState open(DeviceName device) throws DeviceTaken {
        Optional.ofNullable(open.remove(device)).ifPresent(LeasedState::close);
        var lease = leases.take(tenant, device.value()).orElseThrow(() -> new DeviceTaken(device));
        try {
            var state = new LeasedState(stateUnder(lease), leases, lease);
            open.put(device, state);
            return state;
        } catch (StaleOwner fasterThanWe) {
            throw new DeviceTaken(device);
        }
    }

    /// What does not open, because its keys were destroyed or the store is gone, is left for the next attempt.
    private StoredDeviceState stateUnder(Lease lease) {
        var device = lease.thing().name();
        var hiding = Hiding.with(hashes, tenant, device);
        try {
            return StoredDeviceState.open(store, tenant, device, lease.token(), hiding, witness);
        } catch (StoreException failed) {
            try {
                leases.release(lease);
            } catch (StoreException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }
}
