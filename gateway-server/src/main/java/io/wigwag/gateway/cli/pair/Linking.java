package io.wigwag.gateway.cli.pair;

import io.wigwag.core.qr.QrPicture;
import io.wigwag.gateway.cli.client.CallFailed;
import io.wigwag.gateway.cli.client.Device;
import io.wigwag.gateway.cli.client.Devices;
import io.wigwag.gateway.cli.client.LinkCode;
import io.wigwag.gateway.cli.client.Pause;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Follows a device from its first code to the phone that has linked it, looking once a second: what is shown is what
/// the gateway says at that moment, however often either of them was restarted.
final class Linking {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    /// How often a device may be at rest before it is believed not to have begun at all.
    private static final int PATIENCE = 15;

    private final Devices devices;
    private final Display display;
    private final QrFile file;
    private final Pause pause;
    private final InstantSource clock;

    Linking(Devices devices, Display display, QrFile file, Pause pause, InstantSource clock) {
        this.devices = devices;
        this.display = display;
        this.file = file;
        this.pause = pause;
        this.clock = clock;
    }

    /// How it ended.
    sealed interface End {
        record Linked(Device device) implements End {}

        /// Nobody scanned or typed a code in time.
        record Late(Device device) implements End {}

        /// It can't go on; the device's status says why.
        record Stuck(Device device) implements End {}
    }

    /// @param typed a code that the owner is to type; without one, codes to scan are shown
    End follow(String id, Optional<LinkCode.Typed> typed) throws CallFailed, InterruptedException, IOException {
        var begun = false;
        for (var looks = 1; ; looks++) {
            var device = devices.get(id);
            var status = device.status();
            if (status.isLetIn() && device.phone().isPresent()) {
                return new End.Linked(device);
            }
            begun |= status.isUnderWay();
            if (!status.isUnderWay() && !status.isLetIn() && (begun || looks > PATIENCE)) {
                return status.state().equals("pairing_expired") ? new End.Late(device) : new End.Stuck(device);
            }
            var view = view(device, typed);
            if (view instanceof View.Type typing
                    && typing.left().filter(Duration::isNegative).isPresent()) {
                return new End.Late(device);
            }
            display.show(view);
            pause.rest(BETWEEN_LOOKS);
        }
    }

    private View view(Device device, Optional<LinkCode.Typed> typed)
            throws CallFailed, InterruptedException, IOException {
        if (!device.status().state().equals("pairing")) {
            return new View.Wait(device);
        }
        if (typed.isPresent()) {
            var left = typed.get().expires().map(end -> Duration.between(clock.instant(), end));
            return new View.Type(device, typed.get(), left);
        }
        var code = devices.qr(device.id());
        if (code.isEmpty()) {
            return new View.Wait(device);
        }
        if (file.isWanted()) {
            file.write(QrPicture.of(code.get().text()));
        }
        return new View.Scan(device, code.get());
    }
}
