package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;
import java.time.Instant;

/// A token by which somebody trusts our messages, and since when it holds.
public record StoredToken(Octets token, Instant since) {}
