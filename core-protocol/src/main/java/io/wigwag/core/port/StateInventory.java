package io.wigwag.core.port;

import io.wigwag.core.id.DeviceAddress;
import java.util.List;

/// Lists of all that a device remembers of a kind: for rare work over everything, never for a message's way.
public interface StateInventory {
    /// All devices with which there is a session.
    List<DeviceAddress> allSessions();

    /// All sender keys, others' and our own.
    List<SenderKeyName> allSenderKeys();
}
