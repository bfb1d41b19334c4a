package io.wigwag.gateway.message;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.gateway.device.Station;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Where a device's messages leave the gateway.
interface Outlet {
    /// Whether something can leave now.
    boolean isOpen();

    /// As [DeviceHandle#send].
    CompletableFuture<SendOutcome> send(Letter letter);

    static Outlet of(Station station) {
        return new OfDevice(station::handle);
    }

    /// The engine's device, which comes to its station a moment after that is made.
    record OfDevice(Supplier<DeviceHandle> device) implements Outlet {
        @Override
        public boolean isOpen() {
            return switch (device.get().status()) {
                case DeviceStatus.Online _, DeviceStatus.Syncing _ -> true;
                default -> false;
            };
        }

        @Override
        public CompletableFuture<SendOutcome> send(Letter letter) {
            return device.get().send(letter);
        }
    }
}
