package io.wigwag.core.memory;

import io.wigwag.core.id.DeviceName;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.OwnedState;
import io.wigwag.core.port.StateInventory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Devices in memory, each under the rule of its last opener.
public final class MemoryDevices implements DeviceStore {
    private final Map<DeviceName, MemoryState> devices = new ConcurrentHashMap<>();

    @Override
    public OwnedState open(DeviceName device) {
        var state =
                devices.compute(device, (_, before) -> before == null ? new MemoryState() : new MemoryState(before));
        return new Owned(state);
    }

    private record Owned(MemoryState state) implements OwnedState {
        @Override
        public StateInventory inventory() {
            return state;
        }

        @Override
        public boolean isOurs() {
            return !state.isRetired();
        }

        @Override
        public boolean isRolledBack() {
            return false;
        }

        @Override
        public void renewed() {
            // Memory is never put back.
        }

        @Override
        public void wipe() {
            state.wipe();
        }

        @Override
        public void close() {
            // Whoever opens it next goes on from here.
        }
    }
}
