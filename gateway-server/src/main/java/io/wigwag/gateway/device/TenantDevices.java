package io.wigwag.gateway.device;

import io.wigwag.core.id.DeviceName;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.DeviceTaken;
import io.wigwag.core.port.OwnedState;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.DeviceStates;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/// What the engine's devices remember, each in its tenant's part of the store. A device's id is unique among all
/// tenants, so its name says whose it is, to who was told.
public final class TenantDevices implements DeviceStore {
    private final Function<Tenant, DeviceStates> opening;
    private final Map<Tenant, DeviceStates> tenants = new ConcurrentHashMap<>();
    private final Map<DeviceName, Tenant> owners = new ConcurrentHashMap<>();

    public TenantDevices(Function<Tenant, DeviceStates> opening) {
        this.opening = opening;
    }

    /// Whose a device is; told before the engine hears of it.
    void belongs(DeviceName device, Tenant tenant) {
        owners.put(device, tenant);
    }

    void forget(DeviceName device) {
        owners.remove(device);
    }

    @Override
    public OwnedState open(DeviceName device) throws DeviceTaken {
        var tenant = owners.get(device);
        if (tenant == null) {
            throw new IllegalStateException("device " + device + " belongs to nobody");
        }
        return tenants.computeIfAbsent(tenant, opening).open(device);
    }
}
