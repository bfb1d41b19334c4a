package io.wigwag.core.login;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.LinkedIdentity;
import io.wigwag.core.pairing.PairSuccess;
import java.util.Optional;

/// The account that a device belongs to, and as which of its devices.
///
/// @param jid by phone number, with the device's number
/// @param lid the same by LID; absent where the server knows none yet
/// @param deviceIdentity the statement about us with both signatures, as others want to see it
/// @param platform of the phone
/// @param businessName of a business account
/// @param displayName as the server last told it
public record LinkedAccount(
        Jid jid,
        Optional<Jid> lid,
        Octets deviceIdentity,
        Optional<String> platform,
        Optional<String> businessName,
        Optional<String> displayName) {

    public LinkedAccount {
        if (jid.number() <= 0) {
            throw new IllegalArgumentException("jid: its user is no phone number");
        }
    }

    /// What the server's word and the phone's statement, once accepted, say together.
    public static LinkedAccount of(PairSuccess success, LinkedIdentity linked) {
        return new LinkedAccount(
                success.jid(),
                success.lid(),
                linked.identity().toOctets(),
                success.platform(),
                success.businessName(),
                Optional.empty());
    }

    public LinkedAccount withLid(Jid other) {
        return new LinkedAccount(jid, Optional.of(other), deviceIdentity, platform, businessName, displayName);
    }

    public LinkedAccount withDisplayName(String name) {
        return new LinkedAccount(jid, lid, deviceIdentity, platform, businessName, Optional.of(name));
    }

    /// Names nobody: a JID is a phone number.
    @Override
    public String toString() {
        return "LinkedAccount[device " + jid.device() + (lid.isPresent() ? ", with a LID]" : "]");
    }
}
