package io.wigwag.core.login;

import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// What earlier connections have taught about reaching the server. Losing it costs a round trip, nothing more.
///
/// @param edge the server's own words on where to go, sent back to it unread
/// @param server whose key may be relied on without certificates
public record Route(Optional<Octets> edge, Optional<KnownServer> server) {
    public static final Route UNKNOWN = new Route(Optional.empty(), Optional.empty());
}
