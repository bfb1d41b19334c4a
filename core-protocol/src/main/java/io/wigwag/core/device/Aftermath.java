package io.wigwag.core.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.DisconnectReason;
import io.wigwag.core.link.Backoff;
import io.wigwag.core.stanza.Disconnect;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// What follows the end of a connection: the table of the engine's patience. Pure; [Device] does what it says.
///
/// | the server said | linked | not linked yet |
/// |---|---|---|
/// | restart | at once, the first times in a row; then as a failure | the same |
/// | nothing, or something transient | after a wait that doubles with each failure | the same |
/// | too much of us | the same, five doublings later | the same |
/// | logged out, removed, locked | `LoggedOut` | `Refused`: there was nothing to log out of |
/// | banned | `Banned`, with its end where it is known | the same |
/// | replaced | `Replaced` | the same |
/// | outdated | `ClientOutdated` | the same |
/// | our payload is wrong | `Refused` | the same |
final class Aftermath {
    /// A server that says no more than "restart" is believed so often.
    private static final int RESTARTS = 3;

    private static final int TOO_MUCH = 5;

    private final Backoff backoff;
    private final RandomGenerator random;

    Aftermath(Backoff backoff, RandomGenerator random) {
        this.backoff = backoff;
        this.random = random;
    }

    sealed interface Next {
        /// Connect again at once, because the server wants it so.
        record Restart() implements Next {}

        /// Connect again after this wait, which may be nothing.
        ///
        /// @param failures in a row from now on
        record Dial(Duration delay, int failures, String why) implements Next {}

        record Rest(DeviceStatus status) implements Next {}

        /// The version is refused: what to say of it is known to all devices together.
        record Outdated() implements Next {}
    }

    /// What is known of a connection that has ended.
    ///
    /// @param failures in a row before this one
    /// @param restarts in a row before this one
    record End(LineEnd how, Optional<Disconnect> goodbye, boolean linked, int failures, int restarts) {}

    Next of(End end, Instant now) {
        if (end.goodbye().isEmpty()) {
            return failed(end.failures() + 1, end.how().inWords());
        }
        var goodbye = end.goodbye().get();
        var words = words(goodbye);
        return switch (goodbye.consequence()) {
            case RECONNECT_NOW -> end.restarts() < RESTARTS ? new Next.Restart() : failed(end.failures() + 1, words);
            case BACK_OFF -> failed(end.failures() + 1, words);
            case BACK_OFF_LONG -> failed(Math.max(end.failures() + 1, TOO_MUCH), words);
            case PAIR_AGAIN ->
                new Next.Rest(
                        end.linked()
                                ? new DeviceStatus.LoggedOut(goodbye.reason())
                                : new DeviceStatus.Refused(goodbye.reason()));
            case WAIT_FOR_END_OF_BAN, STAY_AWAY -> new Next.Rest(banned(goodbye, now));
            case YIELD -> new Next.Rest(new DeviceStatus.Replaced());
            case UPDATE_CLIENT -> new Next.Outdated();
            case STOP -> new Next.Rest(new DeviceStatus.Refused(goodbye.reason()));
        };
    }

    private Next.Dial failed(int failures, String why) {
        return new Next.Dial(backoff.delay(failures, random), failures, why);
    }

    private static DeviceStatus banned(Disconnect goodbye, Instant now) {
        return new DeviceStatus.Banned(
                goodbye.reason(),
                goodbye.ban().map(Disconnect.Ban::cause),
                goodbye.ban().flatMap(Disconnect.Ban::remaining).map(now::plus));
    }

    private static String words(Disconnect goodbye) {
        var reason = goodbye.reason();
        var code = goodbye.code().isPresent() ? " " + goodbye.code().getAsInt() : "";
        return reason == DisconnectReason.UNKNOWN
                ? "the server said" + (code.isEmpty() ? " goodbye" : code)
                : "the server said " + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + code;
    }
}
