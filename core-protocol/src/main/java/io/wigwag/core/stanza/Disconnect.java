package io.wigwag.core.stanza;

import io.wigwag.core.event.BanCause;
import io.wigwag.core.event.Consequence;
import io.wigwag.core.event.DisconnectReason;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// A goodbye of the server, understood.
///
/// @param code as the server gave it
/// @param ban where there is one
public record Disconnect(DisconnectReason reason, OptionalInt code, Optional<Ban> ban) {

    /// A ban for a while.
    ///
    /// @param remaining unknown where the server doesn't say
    public record Ban(BanCause cause, Optional<Duration> remaining) {}

    public Consequence consequence() {
        return reason.consequence();
    }

    public static Disconnect of(ServerStanza.StreamEnd end) {
        return new Disconnect(DisconnectReason.STREAM_ENDED, OptionalInt.empty(), Optional.empty());
    }

    /// No goodbye in form, but nothing can follow it.
    public static Disconnect of(ServerNotice.Downgraded notice) {
        return new Disconnect(DisconnectReason.NOT_MULTI_DEVICE, OptionalInt.empty(), Optional.empty());
    }

    public static Disconnect of(StreamError error) {
        return new Disconnect(reason(error), error.code(), Optional.empty());
    }

    public static Disconnect of(Failure failure) {
        var reason = reason(failure);
        return new Disconnect(
                reason,
                failure.reason(),
                reason == DisconnectReason.TEMPORARILY_BANNED
                        ? Optional.of(new Ban(BanCause.of(failure.code()), failure.expire()))
                        : Optional.empty());
    }

    /// A conflict says more than the code beside it. The code 401 alone is no logout: the next login tells.
    private static DisconnectReason reason(StreamError error) {
        if (error.conflict().isPresent()) {
            return error.conflict().get().equals(StreamError.REPLACED)
                    ? DisconnectReason.REPLACED
                    : DisconnectReason.DEVICE_REMOVED;
        }
        return error.code().isPresent() ? byCode(error.code().getAsInt()) : byCondition(error);
    }

    private static DisconnectReason byCode(int code) {
        return switch (code) {
            case 409 -> DisconnectReason.COLLISION;
            case 413, 414 -> DisconnectReason.FOREIGN_TOKEN;
            case 429 -> DisconnectReason.RATE_LIMITED;
            case 500 -> DisconnectReason.SERVER_ERROR;
            case 503 -> DisconnectReason.SERVICE_UNAVAILABLE;
            case 515 -> DisconnectReason.RESTART_REQUIRED;
            case 516 -> DisconnectReason.FORCED_LOGOUT;
            default -> DisconnectReason.UNKNOWN;
        };
    }

    /// The first condition that we know speaks for all.
    private static DisconnectReason byCondition(StreamError error) {
        return error.conditions().stream()
                .map(Disconnect::byCondition)
                .filter(reason -> reason != DisconnectReason.UNKNOWN)
                .findFirst()
                .orElse(DisconnectReason.UNKNOWN);
    }

    private static DisconnectReason byCondition(String condition) {
        return switch (condition) {
            case "ack" -> DisconnectReason.ACK_NOT_PROCESSED;
            case "xml-not-well-formed" -> DisconnectReason.BAD_STANZA;
            case "bad-mac" -> DisconnectReason.BAD_MAC;
            default -> DisconnectReason.UNKNOWN;
        };
    }

    private static DisconnectReason reason(Failure failure) {
        return switch (failure.reason().orElse(0)) {
            case 400 -> DisconnectReason.GENERIC_FAILURE;
            case 401 -> DisconnectReason.LOGGED_OUT;
            case 402 -> DisconnectReason.TEMPORARILY_BANNED;
            case 403 -> DisconnectReason.ACCOUNT_LOCKED;
            case 405 -> DisconnectReason.CLIENT_OUTDATED;
            case 406 -> DisconnectReason.BANNED;
            case 409 -> DisconnectReason.BAD_USER_AGENT;
            case 413, 414 -> DisconnectReason.FOREIGN_TOKEN;
            case 415 -> DisconnectReason.NOT_FOUND;
            case 418 -> DisconnectReason.CLIENT_UNKNOWN;
            case 500 -> DisconnectReason.SERVER_ERROR;
            case 501 -> DisconnectReason.EXPERIMENTAL;
            case 503 -> DisconnectReason.SERVICE_UNAVAILABLE;
            default -> DisconnectReason.UNKNOWN;
        };
    }
}
