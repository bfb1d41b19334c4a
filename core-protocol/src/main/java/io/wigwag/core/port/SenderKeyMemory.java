package io.wigwag.core.port;

import io.wigwag.core.id.DeviceAddress;
import java.util.Map;
import java.util.Set;

/// Who has been given our own sender key of a group, so that it is sent to newcomers only.
public interface SenderKeyMemory {
    Set<DeviceAddress> holders(String group);

    /// The same from the other end: which devices of one user hold our key, by group. Groups where none does are
    /// missing.
    Map<String, Set<DeviceAddress>> heldBy(String name);
}
