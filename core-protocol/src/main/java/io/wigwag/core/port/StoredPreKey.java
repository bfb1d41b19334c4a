package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;
import java.time.Instant;

/// A one-time pre-key of ours. `since` tells when it came to its stage.
public record StoredPreKey(int id, Octets record, Stage stage, Instant since) {
    public enum Stage {
        /// Made, and nobody knows of it.
        NEW,
        /// The server may hand it out.
        GIVEN_OUT,
        /// We gave it to one device ourselves.
        LENT,
        /// A session was begun with it. Kept for a while, in case its first message comes again.
        USED
    }
}
