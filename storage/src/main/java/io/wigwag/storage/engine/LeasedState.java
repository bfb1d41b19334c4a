package io.wigwag.storage.engine;

import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.OwnedState;
import io.wigwag.core.port.StateInventory;
import io.wigwag.storage.lease.Lease;
import io.wigwag.storage.lease.Leases;

/// A device's state and the lease that it was opened under. It is ours while both say so: the lease knows the time,
/// and the state hears of a later owner first when this process has slept.
final class LeasedState implements OwnedState {
    private final StoredDeviceState state;
    private final Leases leases;
    private final Lease lease;

    LeasedState(StoredDeviceState state, Leases leases, Lease lease) {
        this.state = state;
        this.leases = leases;
        this.lease = lease;
    }

    @Override
    public DeviceState state() {
        return state;
    }

    @Override
    public StateInventory inventory() {
        return state;
    }

    @Override
    public boolean isOurs() {
        return state.isAlive() && leases.holds(lease);
    }

    @Override
    public boolean isRolledBack() {
        return state.isRolledBack();
    }

    @Override
    public void renewed() {
        state.renewed();
    }

    @Override
    public void wipe() {
        state.wipe();
    }

    /// Twice does no harm: what a later lease holds is not released with this one.
    @Override
    public void close() {
        state.end();
        leases.release(lease);
    }
}
