package io.wigwag.benchmarks.messages;

import io.wigwag.benchmarks.sandbox.RemoteSandbox;
import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.Endpoint;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// Our engine in this process, over some store, towards a sandbox in another.
final class OwnEngine implements AutoCloseable {
    private final SystemTimers timers = new SystemTimers();
    private final NettyTransport transport = new NettyTransport(TransportLimits.DEFAULT, 1);
    private final DeviceEngine engine;

    OwnEngine(RemoteSandbox sandbox, DeviceStore store) {
        var settings = EngineSettings.DEFAULT.towards(
                new Endpoint(sandbox.chat(), Map.of(), Optional.empty()), new TrustRoot(sandbox.noiseRoot(), 0));
        var profiles = new ClientProfiles(ClientProfile.SHIPPED, InstantSource.system());
        engine = new DeviceEngine(
                settings,
                new EnginePorts(transport, store, profiles, timers, InstantSource.system(), new SecureRandom()));
    }

    /// A device that nobody has linked yet.
    Talker talker(String name, Talker.Scanner scanner) {
        return new Talker(engine, new DeviceName(name), scanner);
    }

    @Override
    public void close() {
        engine.close();
        transport.close();
        timers.close();
    }
}
