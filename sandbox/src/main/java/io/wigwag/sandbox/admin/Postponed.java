package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.phone.Sent;
import io.wigwag.sandbox.phone.VirtualPhone;
import java.time.Duration;
import java.time.Instant;

/// Sends messages later, by the sandbox's clock.
final class Postponed {
    private final Inside inside;

    Postponed(Inside inside) {
        this.inside = inside;
    }

    /// A message that is ready to go.
    interface Sending {
        Sent send();
    }

    /// When it goes. What can't be sent then is an event: nobody waits for it any more.
    Instant after(Duration delay, VirtualPhone phone, Sending sending) throws Exception {
        return inside.world(() -> inside.exchange()
                .loop()
                .schedule(delay, () -> send(phone, sending))
                .due());
    }

    private void send(VirtualPhone phone, Sending sending) {
        try {
            var _ = sending.send();
        } catch (IllegalArgumentException | IllegalStateException failure) {
            inside.exchange()
                    .events()
                    .add("message.failed", "account", phone.account(), "reason", String.valueOf(failure.getMessage()));
        }
    }
}
