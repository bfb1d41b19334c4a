package io.wigwag.gateway.cli.drive;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.DisconnectReason;
import java.util.Locale;
import java.util.OptionalInt;

/// Why a connection is no more, in the numbers that harnesses know from other clients.
record CloseWords(String reason, OptionalInt code) {

    /// @param said the number in the server's goodbye; what the status stands for wins over it
    static CloseWords of(DeviceStatus status, OptionalInt said) {
        return switch (status) {
            case DeviceStatus.Connecting _ -> new CloseWords(anew(said), said);
            case DeviceStatus.BackingOff waiting -> new CloseWords(waiting.why(), said);
            case DeviceStatus.PairingExpired _ -> coded("nobody scanned a code in time", 408);
            case DeviceStatus.LoggedOut(var reason) -> coded(words(reason), 401);
            case DeviceStatus.Banned banned ->
                coded(words(banned.reason()), banned.reason() == DisconnectReason.TEMPORARILY_BANNED ? 402 : 406);
            case DeviceStatus.Replaced _ -> coded("replaced by another connection of this device", 440);
            case DeviceStatus.ClientOutdated outdated -> coded(outdated.advice(), 405);
            case DeviceStatus.Refused(var reason) -> new CloseWords(words(reason), said);
            case DeviceStatus.Stopped _ -> new CloseWords("asked for", OptionalInt.empty());
            default -> new CloseWords(status.word(), said);
        };
    }

    private static String anew(OptionalInt said) {
        return said.isPresent() ? "the server wants a new connection (" + said.getAsInt() + ")" : "connecting anew";
    }

    private static CloseWords coded(String reason, int code) {
        return new CloseWords(reason, OptionalInt.of(code));
    }

    private static String words(DisconnectReason reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
