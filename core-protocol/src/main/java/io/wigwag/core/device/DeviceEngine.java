package io.wigwag.core.device;

import io.wigwag.core.id.DeviceName;
import io.wigwag.core.link.NodeTap;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.login.OutdatedClient;
import io.wigwag.core.login.ProfileListener;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.port.Timers;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Any number of devices in one process, with all that they share: the transport, timers, the pace of connecting, and
/// what one of them finds out about the client's version. Any thread may use it.
///
/// ```java
/// try (var engine = new DeviceEngine(EngineSettings.DEFAULT, ports)) {
///     var device = engine.device(new DeviceName("mine"), event -> System.out.println(event));
///     device.start().get();
/// }
/// ```
public final class DeviceEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceEngine.class);
    private static final Duration WATCH = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final EngineSettings settings;
    private final EnginePorts ports;
    private final DialPacer pacer;
    private final Map<DeviceName, DeviceHandle> devices = new ConcurrentHashMap<>();
    private final ClientProfiles.Registration profiles;
    private volatile Timers.Timer watch = Timers.Timer.NONE;
    private volatile boolean closed;

    public DeviceEngine(EngineSettings settings, EnginePorts ports) {
        this.settings = settings;
        this.ports = ports;
        this.pacer = new DialPacer(settings.dialsPerSecond(), settings.dialsPerSecond(), ports.timers(), ports.clock());
        this.profiles = ports.profiles().listen(new OnProfiles());
        planWatch();
    }

    /// A device of this name, which begins to exist when it is first started. Opening it takes it over from whoever
    /// ran it before, if they are gone.
    ///
    /// @throws IllegalStateException where the engine runs a device of this name already
    public DeviceHandle device(DeviceName name, DeviceListener listener) {
        return device(name, listener, MailKeeper.NONE);
    }

    /// The same, with somebody who keeps its messages.
    public DeviceHandle device(DeviceName name, DeviceListener listener, MailKeeper keeper) {
        return device(name, listener, keeper, NodeTap.NONE);
    }

    /// The same, with somebody who looks on at its stanzas.
    public DeviceHandle device(DeviceName name, DeviceListener listener, MailKeeper keeper, NodeTap tap) {
        if (closed) {
            throw new IllegalStateException("the engine is closed");
        }
        return devices.compute(name, (_, known) -> {
            if (known != null) {
                throw new IllegalStateException("device " + name + " is running already");
            }
            return new DeviceHandle(name, settings, ports, pacer, tap, keeper, listener);
        });
    }

    public Optional<DeviceHandle> find(DeviceName name) {
        return Optional.ofNullable(devices.get(name));
    }

    public Collection<DeviceHandle> devices() {
        return List.copyOf(devices.values());
    }

    /// Ends a device's connection and gives its state back, so that another process may take it.
    public CompletableFuture<Void> release(DeviceName name) {
        var device = devices.remove(name);
        return device == null ? CompletableFuture.allOf() : device.close();
    }

    /// Releases all devices. Waits for what they are doing, but not for ever.
    @Override
    public void close() {
        closed = true;
        watch.cancel();
        profiles.close();
        var released = devices.keySet().stream().map(this::release).toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.allOf(released).get(CLOSING.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            LOG.atWarn().setCause(late).log("not all devices were given back in time");
        }
    }

    private void planWatch() {
        watch = ports.timers().after(WATCH, () -> {
            if (!closed) {
                devices.values().forEach(DeviceHandle::rebuildIfStuck);
                planWatch();
            }
        });
    }

    private final class OnProfiles implements ProfileListener {
        @Override
        public void changed(ClientProfile profile) {
            devices.values().forEach(DeviceHandle::profileChanged);
        }

        @Override
        public void outdated(OutdatedClient finding) {
            LOG.atError().addKeyValue("version", finding.version()).log(finding.advice());
        }
    }
}
