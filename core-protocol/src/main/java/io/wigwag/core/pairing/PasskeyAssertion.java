package io.wigwag.core.pairing;

import io.wigwag.core.octets.Octets;

/// What an authenticator answered to the server's options. It can be made in a browser on the service's own page only,
/// so it comes from outside.
///
/// @param credential the passkey's id
/// @param json the whole answer, in the form that a browser gives it
public record PasskeyAssertion(Octets credential, Octets json) {
    @Override
    public String toString() {
        return "PasskeyAssertion[" + json.size() + " bytes]";
    }
}
