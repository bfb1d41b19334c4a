package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import java.time.Duration;
import java.time.Instant;

/// Names the present session for the server's statistics: `<ib><unified_session id="millis"/></ib>`, not answered.
public record UnifiedSession(long id) {
    private static final long WEEK = Duration.ofDays(7).toMillis();
    private static final long SHIFT = Duration.ofDays(3).toMillis();

    /// The session of a moment by the server's clock: milliseconds since the week began, and weeks begin on Mondays,
    /// four days after the first of January 1970.
    public static UnifiedSession at(Instant serverTime) {
        return new UnifiedSession(Math.floorMod(serverTime.toEpochMilli() + SHIFT, WEEK));
    }

    public Node toNode() {
        return Node.tag("ib")
                .child(Node.tag("unified_session").attribute("id", id))
                .build();
    }
}
