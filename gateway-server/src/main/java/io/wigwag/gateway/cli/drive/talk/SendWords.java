package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.message.send.Refusal;
import io.wigwag.core.message.send.SendOutcome;
import java.util.Locale;

/// Why a message did not get through, for a person: the name, the server's number, and what to do.
final class SendWords {
    private SendWords() {}

    static String of(SendOutcome outcome) {
        return switch (outcome) {
            case SendOutcome.Accepted _ -> "accepted";
            case SendOutcome.Failed failed ->
                "refused by the server"
                        + (failed.code().isPresent() ? " (" + failed.code().getAsInt() + ")" : "")
                        + ": " + of(failed.reason());
            case SendOutcome.Restricted restricted ->
                of(Refusal.TIME_LOCKED)
                        + restricted.lock().until().map(end -> ", until " + end).orElse("");
            case SendOutcome.Unconfirmed _ -> "the server said nothing about it";
        };
    }

    static String of(Refusal refusal) {
        return refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "; " + refusal.advice();
    }
}
