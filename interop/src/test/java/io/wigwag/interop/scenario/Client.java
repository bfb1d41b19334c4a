package io.wigwag.interop.scenario;

import io.wigwag.interop.drive.BaileysClients;
import io.wigwag.interop.drive.BaileysVersion;
import io.wigwag.interop.drive.Driver;
import io.wigwag.interop.drive.DriverFailure;
import io.wigwag.interop.drive.DriverOptions;
import io.wigwag.interop.drive.OwnDriver;
import java.util.Optional;

/// Whoever takes part in scenarios: foreign clients, and our own engine as one of them.
enum Client {
    V7_RC14(BaileysVersion.V7_RC14),
    V6_7_24(BaileysVersion.V6_7_24),
    V6_7_18(BaileysVersion.V6_7_18),
    WIGWAG(Optional.empty());

    private final Optional<BaileysVersion> baileys;

    Client(BaileysVersion version) {
        this(Optional.of(version));
    }

    Client(Optional<BaileysVersion> baileys) {
        this.baileys = baileys;
    }

    Driver start(BaileysClients clients, DriverOptions options) throws DriverFailure, InterruptedException {
        return baileys.isPresent() ? clients.start(baileys.get(), options) : OwnDriver.start(options);
    }

    @Override
    public String toString() {
        return baileys.map(version -> "Baileys " + version).orElse("Wigwag");
    }
}
