package io.wigwag.core.port;

import io.wigwag.core.id.DeviceName;

/// A device that another process runs, or may still run.
public final class DeviceTaken extends Exception {
    private static final long serialVersionUID = 1;

    public DeviceTaken(DeviceName device) {
        super("another process runs device " + device, null, false, false);
    }
}
