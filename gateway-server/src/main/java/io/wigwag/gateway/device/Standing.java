package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.DisconnectReason;
import io.wigwag.gateway.http.json.Described;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// How a device is, for those who ask: one state, why, since when, and what somebody should do now.
@Described("How a device is, and what to do about it")
record Standing(
        @Described("One of new, stopped, connecting, pairing, passkey_required, passkey_confirmation, syncing,"
                + " online, backing_off, pairing_expired, logged_out, banned, replaced, client_outdated,"
                + " refused, disowned, damaged")
        String state,

        @Described("Why, where there is something to say") Optional<String> reason,

        Instant since,

        @Described("What somebody should do now, in a sentence")
        String nextStep) {

    static final String LOGGED_OUT = new DeviceStatus.LoggedOut(DisconnectReason.LOGGED_OUT).word();

    static Standing of(DeviceStatus status, Instant since) {
        return new Standing(status.word(), reason(status), since, status.nextStep());
    }

    /// Of a device that nobody runs: what was true only while it ran is not any more.
    Standing atRest() {
        return switch (state) {
            case "connecting",
                    "pairing",
                    "passkey_required",
                    "passkey_confirmation",
                    "syncing",
                    "online",
                    "backing_off" -> of(new DeviceStatus.Stopped(), since);
            default -> this;
        };
    }

    boolean isLoggedOut() {
        return state.equals(LOGGED_OUT);
    }

    private static Optional<String> reason(DeviceStatus status) {
        return switch (status) {
            case DeviceStatus.BackingOff wait -> Optional.of(wait.why());
            case DeviceStatus.LoggedOut(var reason) -> Optional.of(word(reason));
            case DeviceStatus.Banned ban -> Optional.of(word(ban.reason()));
            case DeviceStatus.Refused(var reason) -> Optional.of(word(reason));
            case DeviceStatus.ClientOutdated outdated -> Optional.of("version " + outdated.version());
            case DeviceStatus.Damaged(var why) -> Optional.of(why);
            default -> Optional.empty();
        };
    }

    private static String word(DisconnectReason reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
