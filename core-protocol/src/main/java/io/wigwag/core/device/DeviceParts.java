package io.wigwag.core.device;

import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.message.mail.MailKeeper;
import java.util.function.Consumer;

/// What a device works with, besides what it remembers.
///
/// @param post has something done later, in order with everything else that the device does
record DeviceParts(
        DeviceName name,
        EnginePorts ports,
        EngineSettings settings,
        DialPacer pacer,
        Pulse pulse,
        Progress progress,
        LineSession.Parts line,
        MailKeeper keeper,
        Consumer<DeviceEvent> events,
        Consumer<Runnable> post) {}
