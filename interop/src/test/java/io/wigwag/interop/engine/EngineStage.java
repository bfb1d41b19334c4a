package io.wigwag.interop.engine;

import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.link.Backoff;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.memory.MemoryDevices;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.port.DeviceStore;
import io.wigwag.core.port.Endpoint;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// A sandbox and an engine beside it, with real sockets between them. Waits between attempts are short, so that a test
/// sees many.
final class EngineStage implements AutoCloseable {
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(20), Duration.ofMillis(200));

    private final Sandbox sandbox;
    private final NettyTransport transport;
    private final LeapingTime time = new LeapingTime();
    private final ClientProfiles profiles = new ClientProfiles(ClientProfile.SHIPPED, InstantSource.system());
    private final DeviceStore store;
    private final UnaryOperator<EngineSettings> choices;
    private final AtomicInteger numbers = new AtomicInteger();
    private DeviceEngine engine;

    EngineStage() throws Exception {
        this(new MemoryDevices(), settings -> settings);
    }

    EngineStage(DeviceStore store, UnaryOperator<EngineSettings> choices) throws Exception {
        this.store = store;
        this.choices = choices;
        sandbox = Sandbox.start(SandboxSettings.builder().plainPort(0).build());
        transport = new NettyTransport(TransportLimits.DEFAULT, 1);
        engine = newEngine();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    DeviceEngine engine() {
        return engine;
    }

    /// The engine's; the sandbox has its own.
    LeapingTime time() {
        return time;
    }

    ClientProfiles profiles() {
        return profiles;
    }

    /// As another process would: the devices are given back and opened anew.
    void restartEngine() {
        engine.close();
        engine = newEngine();
    }

    /// Another engine on the same store, beside the first.
    DeviceEngine newEngine() {
        var url = sandbox.plainChatUrl().orElseThrow();
        var settings = EngineSettings.DEFAULT
                .towards(
                        new Endpoint(URI.create(url), Map.of(), Optional.empty()),
                        new TrustRoot(sandbox.noiseRoot(), 0))
                .withReconnect(QUICK);
        return new DeviceEngine(
                choices.apply(settings), new EnginePorts(transport, store, profiles, time, time, new SecureRandom()));
    }

    /// No faults, and no devices.
    void clear() {
        sandbox.faults().clear();
        engine.devices().forEach(device -> engine.release(device.name()).join());
    }

    VirtualPhone phone(String name) throws Exception {
        return sandbox.phones().create(name);
    }

    TestDevice device() {
        return device(new DeviceName("device-" + numbers.incrementAndGet()));
    }

    TestDevice device(DeviceName name) {
        return new TestDevice(engine, name);
    }

    /// A device whose messages somebody keeps.
    TestDevice device(MailKeeper keeper) {
        return new TestDevice(engine, new DeviceName("device-" + numbers.incrementAndGet()), keeper);
    }

    /// A device that a phone of this name has linked, online.
    TestDevice online(String phone) throws Exception {
        var device = device();
        device.link(phone(phone));
        return device;
    }

    @Override
    public void close() {
        engine.close();
        transport.close();
        time.close();
        sandbox.close();
    }
}
