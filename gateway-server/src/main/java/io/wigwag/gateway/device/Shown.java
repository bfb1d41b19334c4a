package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A device as it is at one moment, for those who look at it.
///
/// @param qr the code that a phone may scan now
/// @param code the code that may be typed now
/// @param next how it is when something of this has changed
record Shown(
        DeviceStatus status,
        Standing standing,
        Optional<LinkEvent.QrShown> qr,
        Optional<LinkEvent.CodeShown> code,
        CompletableFuture<Shown> next) {

    Shown with(DeviceStatus other, Standing since) {
        // Codes are for this one wait for a phone.
        var waits = other instanceof DeviceStatus.Pairing;
        return new Shown(other, since, qr.filter(_ -> waits), code.filter(_ -> waits), new CompletableFuture<>());
    }

    Shown with(LinkEvent.QrShown other) {
        return new Shown(status, standing, Optional.of(other), code, new CompletableFuture<>());
    }

    Shown with(LinkEvent.CodeShown other) {
        return new Shown(status, standing, qr, Optional.of(other), new CompletableFuture<>());
    }

    /// Whether codes are there, or may come without anybody's doing.
    boolean mayShowCodes() {
        return switch (status) {
            case DeviceStatus.Connecting _, DeviceStatus.Pairing _, DeviceStatus.BackingOff _ -> true;
            default -> false;
        };
    }
}
