package io.wigwag.core.pairing;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;

/// The phone's side of linking by code, from the code being typed to the secret under which it vouches for the
/// companion. The engine never is the phone; simulated phones are. The mirror image of [CompanionPairing].
public final class PrimaryPairing {
    private final KeyPair identity;
    private final KeyPair ephemeral;
    private final PublicKey companionEphemeral;
    private final PrimaryHello hello;

    private PrimaryPairing(KeyPair identity, KeyPair ephemeral, PublicKey companionEphemeral, PrimaryHello hello) {
        this.identity = identity;
        this.ephemeral = ephemeral;
        this.companionEphemeral = companionEphemeral;
        this.hello = hello;
    }

    /// Opens the companion's hello with the typed code; a wrong one is not noticed before [#finish].
    ///
    /// @param identity the account's identity keys
    public static PrimaryPairing answer(Octets companionHello, PairingCode typed, KeyPair identity, SecureRandom random)
            throws CodePairingFailure {
        var companionEphemeral = WrappedKey.open(companionHello, typed);
        var ephemeral = KeyPair.generate(random);
        var wrapped = WrappedKey.wrap(ephemeral.publicKey(), typed, random);
        return new PrimaryPairing(
                identity, ephemeral, companionEphemeral, new PrimaryHello(wrapped, identity.publicKey()));
    }

    /// What goes to the companion; the same again if it seems lost.
    public PrimaryHello hello() {
        return hello;
    }

    /// The secret that the companion has derived too.
    public Octets finish(CompanionFinish companion) throws CodePairingFailure {
        var ephemerals = CodeAgreement.agree(ephemeral.privateKey(), companionEphemeral);
        var bundle = KeyBundle.open(companion.bundle(), ephemerals, companion.identity(), identity.publicKey());
        var identities = CodeAgreement.agree(identity.privateKey(), companion.identity());
        return CodeAgreement.advSecret(ephemerals, identities, bundle.share());
    }

    @Override
    public String toString() {
        return "PrimaryPairing[redacted]";
    }
}
