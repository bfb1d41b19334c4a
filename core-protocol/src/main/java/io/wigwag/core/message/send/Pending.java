package io.wigwag.core.message.send;

import java.time.Instant;

/// A message that left and of which the server has said nothing yet.
///
/// @param frames how often this very stanza was sent
/// @param renewed whether it was already made anew after a refusal that can be mended
record Pending(Prepared prepared, Instant sentAt, int frames, boolean renewed) {

    Pending sentAgain(Instant now) {
        return new Pending(prepared, now, frames + 1, renewed);
    }

    Pending renewed(Prepared anew, Instant now) {
        return new Pending(anew, now, 1, true);
    }
}
