package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.id.Jid;
import io.wigwag.interop.drive.BaileysClients;
import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.phone.VirtualPhone;
import io.wigwag.sandbox.watch.EventLog;
import io.wigwag.sandbox.world.Account;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A sandbox of their own for some scenarios, and the clients on it; all end with it. What its clients said and nobody
/// understood fails it in the end.
final class Stage implements AutoCloseable {
    private final Sandbox sandbox;
    private final BaileysClients clients;
    private final List<Driver> drivers = new CopyOnWriteArrayList<>();
    private final Map<String, Companion> companions = new HashMap<>();
    private final Map<String, VirtualPhone> phones = new HashMap<>();

    Stage(BaileysClients clients) {
        this.clients = clients;
        try {
            sandbox = Sandbox.start();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException("the sandbox does not start", failure);
        }
    }

    Sandbox sandbox() {
        return sandbox;
    }

    <T> T inTheWorld(Callable<T> task) throws Exception {
        return sandbox.exchange().loop().call(task);
    }

    DriverOptions options(String name) {
        return DriverOptions.to(
                        URI.create(sandbox.chatUrl()), sandbox.noiseRoot().octets())
                .name(name);
    }

    Companion start(Client version, DriverOptions options) throws Exception {
        var driver = version.start(clients, options);
        drivers.add(driver);
        return new Companion(driver);
    }

    /// A client that has linked by QR code, to the account of its name, and is logged in. It is the same one for all
    /// scenarios on this stage.
    Companion alone(Client version, String name) throws Exception {
        var known = companions.get(name);
        return known != null ? known : keep(name, linked(version, options(name)));
    }

    /// A phone; the same one for all scenarios on this stage.
    VirtualPhone phone(String name) {
        return phones.computeIfAbsent(name, sandbox.phones()::create);
    }

    /// A client that the phone of a name has linked to itself, likewise.
    Companion beside(Client version, String phone, int number) throws Exception {
        var name = phone + ":" + number;
        var known = companions.get(name);
        return known != null ? known : keep(name, linked(version, phone(phone), options(phone)));
    }

    private Companion keep(String name, Companion companion) {
        companions.put(name, companion);
        return companion;
    }

    /// A new channel of one client's account, which another's follows.
    String channel(String name, Companion owner, Companion follower) throws Exception {
        return inTheWorld(() -> {
            var channels = sandbox.channels();
            var channel = channels.create(account(owner), name);
            channels.follow(channel, account(follower));
            return channel.jid().toString();
        });
    }

    private Account account(Companion companion) throws Exception {
        return sandbox.exchange().accounts().find(Jid.parse(companion.number())).orElseThrow();
    }

    /// A new client, for one scenario only.
    Companion linked(Client version, DriverOptions options) throws Exception {
        var companion = start(version, options);
        scan(companion.code());
        companion.opens();
        return companion;
    }

    Companion linked(Client version, VirtualPhone phone, DriverOptions options) throws Exception {
        var companion = start(version, options);
        phone.scan(companion.code());
        companion.opens();
        return companion;
    }

    void scan(String code) throws Exception {
        inTheWorld(() -> sandbox.exchange().linking().scan(code, Optional.empty()));
    }

    /// Waits until the sandbox has told of something, be it before or after.
    void happens(String type, String detail, Object value) {
        happens(0, type, detail, value);
    }

    /// The same, of what the sandbox tells behind an event.
    ///
    /// @param after the event's number
    void happens(long after, String type, String detail, Object value) {
        var happened = new CompletableFuture<EventLog.Event>();
        Consumer<EventLog.Event> look = event -> {
            if (event.number() > after
                    && event.type().equals(type)
                    && event.text(detail).equals(value.toString())) {
                happened.complete(event);
            }
        };
        try (var _ = sandbox.events().listen(look)) {
            sandbox.events().after(after).forEach(look);
            assertThat(happened).as(type).succeedsWithin(Scenarios.PATIENCE);
        }
    }

    @Override
    public void close() {
        try {
            assertThat(unknown())
                    .as("what clients asked and the sandbox did not know")
                    .isEmpty();
        } finally {
            drivers.parallelStream().forEach(Driver::close);
            sandbox.close();
        }
    }

    private Map<String, Long> unknown() {
        try {
            return inTheWorld(() -> new LinkedHashMap<>(sandbox.exchange().unknown()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
