package io.wigwag.sandbox;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.Greeting;
import io.wigwag.sandbox.server.Line;
import io.wigwag.sandbox.watch.EventLog;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PreKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// A world without a port, on a clock that stands still: devices are linked by decree and their lines record what they
/// are sent.
public final class SmallWorld implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final SeededRandom random = new SeededRandom(7);
    private final SandboxClock clock =
            new SandboxClock(InstantSource.fixed(START), new SandboxClock.Mode.Manual(START));
    private final WorldLoop loop = new WorldLoop(clock);
    private final EventLog events = new EventLog(clock);
    private final SandboxSettings settings = SandboxSettings.builder().seed(7).build();
    private final Exchange exchange = new Exchange(loop, clock, random, settings, events);

    /// What a client has been sent, by the tags of interest.
    public static final class Recorded implements Line {
        private final List<Node> stanzas = new ArrayList<>();
        private boolean closed;

        @Override
        public void send(Node stanza) {
            stanzas.add(stanza);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void reset() {
            closed = true;
        }

        @Override
        public String remote() {
            return "test";
        }
    }

    /// A device that is online.
    public final class Client {
        private final Device device;
        private final Connection connection;
        private final Recorded recorded;

        private Client(Device device, Connection connection, Recorded recorded) {
            this.device = device;
            this.connection = connection;
            this.recorded = recorded;
        }

        public Device device() {
            return device;
        }

        public Connection connection() {
            return connection;
        }

        public boolean isClosed() {
            return recorded.closed;
        }

        /// Sends something as this client.
        public Client send(Node stanza) {
            in(() -> {
                exchange.received(connection, stanza);
                return true;
            });
            return this;
        }

        /// All that came, and forgets it.
        public List<Node> took() {
            return in(() -> {
                var all = List.copyOf(recorded.stanzas);
                recorded.stanzas.clear();
                return all;
            });
        }

        public List<Node> took(String tag) {
            return took().stream().filter(stanza -> stanza.is(tag)).toList();
        }

        public void close() {
            in(() -> {
                exchange.close(connection);
                return true;
            });
        }
    }

    public Exchange exchange() {
        return exchange;
    }

    public SandboxSettings settings() {
        return settings;
    }

    public void add(Feature feature) {
        exchange.add(feature);
    }

    /// Runs something in the world.
    public <T> T in(Callable<T> task) {
        try {
            return loop.call(task);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    public void advance(Duration by) {
        try {
            loop.advance(by);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    public Account account(String name, Account.Kind kind) {
        return in(() -> exchange.createAccount(name, name, kind));
    }

    public Account account(String name) {
        return account(name, Account.Kind.HEADLESS);
    }

    /// A further companion of an account, of which everybody hears who should.
    public Device linkAloud(Account account) {
        var device = link(account);
        return in(() -> {
            exchange.forEach(feature -> feature.deviceAdded(device));
            return device;
        });
    }

    /// A further companion of an account, of which nobody hears.
    public Device link(Account account) {
        return in(() -> {
            var number = account.nextDevice(0);
            var index = account.nextKeyIndex();
            account.reserve(number, index);
            var registration = new Device.Registration(
                    KeyPair.generate(random).publicKey(),
                    KeyPair.generate(random).publicKey(),
                    1000 + number,
                    new PreKeys.Signed(1, Octets.wrap(new byte[32]), Octets.wrap(new byte[64])));
            var device = account.addCompanion(
                    number,
                    index,
                    registration,
                    Octets.wrap(new byte[8]),
                    exchange.clock().instant());
            device.greeted();
            return device;
        });
    }

    /// Logs a device in and makes it live; what that brings is there to be read.
    public Client login(Device device) {
        var line = new Recorded();
        var payload = ClientPayload.newBuilder()
                .setUsername(Long.parseLong(device.account().number()))
                .setDevice(device.number())
                .build();
        var greeting = new Greeting(device.noiseKey().orElseThrow(), payload, "XX", 3, "localhost");
        var connection = in(() -> exchange.opened(line, greeting));
        var client = new Client(device, connection, line);
        client.send(Node.tag("iq")
                .attribute("id", "active")
                .attribute("type", "set")
                .attribute("xmlns", "passive")
                .child(Node.of("active"))
                .build());
        return client;
    }

    /// A linked device that is online and has read its welcome.
    public Client online(Device device) {
        var client = login(device);
        client.took();
        return client;
    }

    public Client online(Account account) {
        return online(link(account));
    }

    public List<EventLog.Event> events(String type) {
        return events.after(0).stream()
                .filter(event -> event.type().equals(type))
                .toList();
    }

    public int failures() {
        return loop.failures();
    }

    @Override
    public void close() {
        loop.close();
    }
}
