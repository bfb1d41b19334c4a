package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PasskeyAssertion;
import io.wigwag.gateway.http.Departure;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.storage.document.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/// Linking devices with the phones of their accounts.
public final class LinkDesk {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final Duration FIRST_CODE = Duration.ofSeconds(20);

    private final DeviceBook book;
    private final Fleet fleet;
    private final InstantSource clock;

    public LinkDesk(DeviceBook book, Fleet fleet, InstantSource clock) {
        this.book = book;
        this.fleet = fleet;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /// Makes sure that the device waits for a phone: starts it, or makes it a new one where it was logged out.
    private Station begin(Tenant tenant, String id) throws Problem, InterruptedException {
        book.require(tenant, id);
        var station = fleet.station(tenant, id);
        var account = Orders.done(station.handle().account());
        var shown = station.shown();
        if (shown.standing().isLoggedOut()) {
            Orders.done(station.handle().linkAnew());
        } else if (account.isPresent()) {
            throw linked();
        } else if (!shown.status().isRunning()) {
            Orders.done(station.handle().start());
        }
        book.want(tenant, id, true);
        station.settle(now -> now.status().isRunning());
        return station;
    }

    /// The code to scan, of a device that is made to show one if it does not.
    LinkEvent.QrShown beginQr(Tenant tenant, String id, Departure departure) throws Problem, InterruptedException {
        return qr(begin(tenant, id), _ -> true, FIRST_CODE, departure).orElseThrow(LinkDesk::notReady);
    }

    /// The code to scan just now, or the next one that is not the one after which is asked.
    ///
    /// @return nothing when there is none but that one in this time
    Optional<LinkEvent.QrShown> qr(
            Tenant tenant, String id, Optional<Integer> after, Duration atMost, Departure departure)
            throws Problem, InterruptedException {
        var device = book.require(tenant, id);
        var station = fleet.find(tenant, id);
        if (device.account().isPresent() && !fleet.standing(tenant, device).isLoggedOut()) {
            throw linked();
        }
        if (station.isEmpty()) {
            throw notLinking(fleet.standing(tenant, device));
        }
        var found = qr(
                station.get(),
                code -> after.filter(known -> known == code.index()).isEmpty(),
                atMost,
                departure);
        if (found.isEmpty() && after.isEmpty()) {
            throw notReady();
        }
        return found;
    }

    private Optional<LinkEvent.QrShown> qr(
            Station station, Predicate<LinkEvent.QrShown> wanted, Duration atMost, Departure departure)
            throws Problem, InterruptedException {
        var shown =
                station.await(now -> fresh(now).filter(wanted).isPresent() || !now.mayShowCodes(), atMost, departure);
        var code = fresh(shown).filter(wanted);
        if (code.isEmpty() && !shown.mayShowCodes()) {
            throw shown.status() instanceof DeviceStatus.Online || shown.status() instanceof DeviceStatus.Syncing
                    ? linked()
                    : notLinking(shown.standing());
        }
        return code;
    }

    private Optional<LinkEvent.QrShown> fresh(Shown shown) {
        return shown.qr().filter(code -> now().isBefore(code.until()));
    }

    /// The code to type on the phone of this number.
    LinkEvent.CodeShown code(Tenant tenant, String id, Jid phone, Optional<PairingCode> wish)
            throws Problem, InterruptedException {
        var departure = new Departure();
        var station = begin(tenant, id);
        if (qr(station, _ -> true, FIRST_CODE, departure).isEmpty()) {
            throw notReady();
        }
        var code = Orders.done(station.handle().linkByCode(phone, wish)).shown();
        var shown = station.await(now -> shows(now, code), FIRST_CODE, departure);
        return shown.code().filter(_ -> shows(shown, code)).orElseThrow(LinkDesk::notReady);
    }

    private static boolean shows(Shown shown, String code) {
        return shown.code().filter(there -> there.code().equals(code)).isPresent();
    }

    /// How the device is, when it waits for a passkey or for the comparison after it.
    DeviceStatus passkey(Tenant tenant, String id) throws Problem {
        var device = book.require(tenant, id);
        var status = fleet.find(tenant, id).map(station -> station.shown().status());
        if (status.isPresent()
                && (status.get() instanceof DeviceStatus.PasskeyRequired
                        || status.get() instanceof DeviceStatus.PasskeyConfirmation)) {
            return status.get();
        }
        throw Problem.of(
                ProblemCode.PASSKEY_NOT_WANTED, fleet.standing(tenant, device).nextStep());
    }

    /// Hands in the passkey's answer; how the device is then.
    DeviceStatus answer(Tenant tenant, String id, PasskeyAssertion assertion) throws Problem, InterruptedException {
        var asking = passkey(tenant, id);
        var station = fleet.station(tenant, id);
        Orders.done(station.handle().answerPasskey(assertion));
        station.settle(shown -> !shown.status().equals(asking));
        return station.shown().status();
    }

    private static Problem linked() {
        return Problem.of(
                ProblemCode.DEVICE_LINKED, "A phone has linked the device. POST .../logout first to link it anew.");
    }

    private static Problem notLinking(Standing standing) {
        return Problem.of(
                ProblemCode.DEVICE_NOT_LINKING,
                "The device is " + standing.state() + ". POST .../qr begins to link it. " + standing.nextStep());
    }

    private static Problem notReady() {
        return Problem.of(ProblemCode.QR_NOT_READY, "The code is on its way.").retryAfter(A_MOMENT);
    }
}
