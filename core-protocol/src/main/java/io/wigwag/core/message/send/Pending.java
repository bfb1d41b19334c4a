package io.wigwag.core.message.send;

import java.time.Instant;

/// A message that left and of which the server has said nothing yet.
///
/// @param frames how often this very stanza was sent
/// @param putOff how often the server has said that it can't take it now
/// @param renewed whether it was already made anew after a refusal that can be mended
record Pending(Prepared prepared, Instant sentAt, int frames, int putOff, boolean renewed) {

    static Pending first(Prepared prepared, Instant now) {
        return new Pending(prepared, now, 1, 0, false);
    }

    Pending sentAgain(Instant now) {
        return new Pending(prepared, now, frames + 1, putOff, renewed);
    }

    Pending putOffAgain() {
        return new Pending(prepared, sentAt, frames, putOff + 1, renewed);
    }

    Pending renewed(Prepared anew, Instant now) {
        return new Pending(anew, now, 1, 0, true);
    }
}
