package io.wigwag.core.message.receive;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.GroupCipher;
import io.wigwag.core.signal.IdentityPolicy;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeySupply;
import io.wigwag.core.signal.SessionCipher;
import java.util.Optional;

/// Our own side of all sessions.
///
/// @param deviceIdentity by which our account vouches for us; a phone has none
public record OwnKeys(
        OwnIdentity identity,
        Optional<Octets> deviceIdentity,
        SessionCipher cipher,
        GroupCipher groupCipher,
        IdentityPolicy policy,
        PreKeySupply supply) {}
