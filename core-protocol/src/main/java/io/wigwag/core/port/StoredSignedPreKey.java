package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;
import java.time.Instant;

/// A signed pre-key of ours.
public record StoredSignedPreKey(int id, Octets record, Instant made) {}
