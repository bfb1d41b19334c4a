package io.wigwag.core.port;

import io.wigwag.core.id.DeviceAddress;
import java.util.Set;

/// Who has been given our own sender key of a group, so that it is sent to newcomers only.
public interface SenderKeyMemory {
    Set<DeviceAddress> holders(String group);
}
