package io.wigwag.core.device;

import io.wigwag.core.event.DeviceEvent;

/// Hears what happens to a device: one event at a time, in order. Being slow harms nobody else; see
/// [DeviceEvent.EventsMissed].
@FunctionalInterface
public interface DeviceListener {
    void happened(DeviceEvent event);
}
