package io.wigwag.core.testing;

import io.wigwag.core.port.DeviceState;

class MemoryDeviceStateTest extends DeviceStateContract {
    @Override
    protected DeviceState emptyState() {
        return new MemoryDeviceState();
    }

    @Override
    protected void refuseNextCommit(DeviceState state) {
        ((MemoryDeviceState) state).refuseNextCommit();
    }
}
