package io.wigwag.storage.eventlog;

import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/// An event before it has its number.
///
/// @param kind a stable word, readable in the store
/// @param chat what the chat is looked up by, a keyed hash of its address; empty when it is about no chat
/// @param body stored sealed
/// @param place where it stands among all events of the tenant, if it is told there: numbers that its readers follow
public record NewEvent(String kind, Optional<String> chat, Instant at, Octets body, Optional<Long> place) {
    /// An event of a device alone.
    public NewEvent(String kind, Optional<String> chat, Instant at, Octets body) {
        this(kind, chat, at, body, Optional.empty());
    }

    public NewEvent at(long standing) {
        return new NewEvent(kind, chat, at, body, Optional.of(standing));
    }
}
