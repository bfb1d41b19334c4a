package io.wigwag.core.device;

import io.wigwag.core.link.LinkBroken;
import io.wigwag.core.port.CloseReason;

/// How a connection ended, below the stanzas.
sealed interface LineEnd {
    /// We closed it on purpose.
    record Closed() implements LineEnd {}

    /// The transport ended it.
    record Ended(CloseReason reason) implements LineEnd {}

    /// What came could not be trusted.
    record Broken(LinkBroken.Cause cause, String detail) implements LineEnd {}

    /// It was open, and nothing came.
    record Silent() implements LineEnd {}

    /// It took nothing of what we wanted to send.
    record Stuck() implements LineEnd {}

    /// The server did not greet in time.
    record NoGreeting() implements LineEnd {}

    default String inWords() {
        return switch (this) {
            case Closed() -> "closed by us";
            case Ended(var reason) -> "connection ended: " + reason;
            case Broken(var cause, var detail) -> "connection broken: " + cause + " (" + detail + ")";
            case Silent() -> "the server is silent";
            case Stuck() -> "the connection takes nothing";
            case NoGreeting() -> "the server did not greet";
        };
    }
}
