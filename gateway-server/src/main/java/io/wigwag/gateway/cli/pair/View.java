package io.wigwag.gateway.cli.pair;

import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.LinkCode;
import java.time.Duration;
import java.util.Optional;

/// What a person is to see now.
sealed interface View {

    /// A code for the phone to scan.
    record Scan(Device device, LinkCode.Qr code) implements View {}

    /// A code to type on the phone.
    record Type(Device device, LinkCode.Typed code, Optional<Duration> left) implements View {}

    /// There is no code just now; how the device is.
    record Wait(Device device) implements View {}
}
