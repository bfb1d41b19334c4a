package io.wigwag.core.port;

import io.wigwag.core.id.DeviceName;

/// Where devices keep what they remember. One for all devices of a process.
public interface DeviceStore {
    /// Takes a device over. What was opened before under this name, here or in another process whose time is over,
    /// commits nothing any more.
    ///
    /// @throws DeviceTaken when somebody else owns the device now
    OwnedState open(DeviceName device) throws DeviceTaken;
}
