package io.wigwag.storage.eventlog;

import io.wigwag.core.octets.Octets;
import java.time.Instant;
import java.util.Optional;

/// An event before it has its number.
///
/// @param kind a stable word, readable in the store
/// @param chat what the chat is looked up by, a keyed hash of its address; empty when it is about no chat
/// @param body stored sealed
public record NewEvent(String kind, Optional<String> chat, Instant at, Octets body) {}
