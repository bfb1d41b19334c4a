package io.wigwag.core.port;

import io.wigwag.core.id.DeviceAddress;

/// Whose sender key it is, and in which group (or `status@broadcast`).
public record SenderKeyName(String group, DeviceAddress sender) {}
