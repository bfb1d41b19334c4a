package io.wigwag.interop.scenario;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wigwag.interop.drive.BaileysClients;
import io.wigwag.interop.drive.BaileysVersion;
import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverEvent;
import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.sandbox.Sandbox;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// A sandbox of its own for each scenario, and the clients on it; all end with it.
final class Stage implements AutoCloseable {
    private final Sandbox sandbox;
    private final BaileysClients clients;
    private final List<Driver> drivers = new ArrayList<>();

    Stage(Consumer<String> progress) throws Exception {
        clients = new BaileysClients(Path.of(Objects.requireNonNull(System.getProperty("wigwag.root"))), progress);
        sandbox = Sandbox.start();
    }

    Sandbox sandbox() {
        return sandbox;
    }

    DriverOptions options(String name) {
        return DriverOptions.to(
                        URI.create(sandbox.chatUrl()), sandbox.noiseRoot().octets())
                .name(name);
    }

    /// Skips the scenario, and says why, where this machine has no such client.
    Driver start(BaileysVersion version, DriverOptions options) throws Exception {
        var missing = clients.missing(version);
        assumeTrue(missing.isEmpty(), () -> "skipped: " + missing.orElse(""));
        var driver = clients.start(version, options);
        drivers.add(driver);
        return driver;
    }

    /// A client that has linked by QR code and is logged in.
    Driver linked(BaileysVersion version, DriverOptions options) throws Exception {
        var driver = start(version, options);
        scan(driver.take("qr").text("qr"));
        open(driver);
        return driver;
    }

    void scan(String code) throws Exception {
        var exchange = sandbox.exchange();
        exchange.loop().call(() -> exchange.linking().scan(code, Optional.empty()));
    }

    DriverEvent open(Driver driver) throws Exception {
        return driver.take("connection", event -> event.text("status").equals("open"));
    }

    DriverEvent closed(Driver driver) throws Exception {
        return driver.take("connection", event -> event.text("status").equals("close"));
    }

    @Override
    public void close() {
        drivers.forEach(Driver::close);
        sandbox.close();
    }
}
