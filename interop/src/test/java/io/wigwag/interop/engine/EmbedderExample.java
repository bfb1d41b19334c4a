package io.wigwag.interop.engine;

import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The example of docs/engine.md, which is cut out of this file.
final class EmbedderExample {
    private EmbedderExample() {}

    // docs: begin
    static void run(EngineSettings settings, Consumer<String> show) throws Exception {
        try (var timers = new SystemTimers();
                var transport = new NettyTransport(TransportLimits.DEFAULT, 1)) {
            var clock = InstantSource.system();
            var ports = new EnginePorts(
                    transport,
                    new MemoryDevices(),
                    new ClientProfiles(ClientProfile.SHIPPED, clock),
                    timers,
                    clock,
                    new SecureRandom());
            try (var engine = new DeviceEngine(settings, ports)) {
                var online = new CompletableFuture<DeviceStatus.Online>();
                DeviceHandle device = engine.device(new DeviceName("mine"), event -> {
                    switch (event) {
                        case LinkEvent.QrShown qr -> show.accept(qr.text());
                        case LinkEvent.StatusChanged(DeviceStatus.Online now) -> online.complete(now);
                        default -> {
                            // There is more to hear: see DeviceEvent.
                        }
                    }
                });
                device.start().join();
                online.join();
                device.logOut().join();
            }
        }
    }
    // docs: end
}
