package io.wigwag.core.people;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.PreKeyBundle;
import java.util.Optional;

/// What came of asking for one device's keys.
public sealed interface FetchedBundle {

    /// Keys to begin a session with. Whether the signed one is genuine shows when the session begins.
    ///
    /// @param deviceIdentity by which the account vouches for a linked device
    record Usable(PreKeyBundle keys, Optional<Octets> deviceIdentity) implements FetchedBundle {}

    /// The server has none to give.
    ///
    /// @param code 406 for a device that is no longer linked; 0 where none was said
    record Refused(int code) implements FetchedBundle {
        public static final int NOT_LINKED = 406;
    }

    /// What came is no set of keys, or one for which the account does not vouch.
    record Unusable(String why) implements FetchedBundle {}
}
