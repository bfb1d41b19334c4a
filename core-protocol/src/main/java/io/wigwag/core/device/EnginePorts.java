package io.wigwag.core.device;

import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.Timers;
import io.wigwag.core.port.Transport;
import java.security.SecureRandom;
import java.time.InstantSource;

/// What the engine needs of the world around it. It closes none of them.
public record EnginePorts(
        Transport transport,
        DeviceStore store,
        ClientProfiles profiles,
        Timers timers,
        InstantSource clock,
        SecureRandom random) {}
