package io.wigwag.core.pairing;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;

/// The companion's side of linking by code: it shows the code, says hello, and finishes when the phone has answered.
/// Immutable, without I/O; each step derives a key from the code and so takes a while.
///
/// ```
/// companion                       server                        phone
///     hello ------------------------>  ----------------------->  opened with the typed code
///     finish, with the secret  <-----  <------------------- PrimaryHello
///     CompanionFinish -------------->  ----------------------->  opened: the same secret
/// ```
public final class CompanionPairing {
    private final PairingCode code;
    private final KeyPair ephemeral;
    private final Octets hello;

    private CompanionPairing(PairingCode code, KeyPair ephemeral, Octets hello) {
        this.code = code;
        this.ephemeral = ephemeral;
        this.hello = hello;
    }

    public static CompanionPairing begin(PairingCode code, SecureRandom random) {
        var ephemeral = KeyPair.generate(random);
        return new CompanionPairing(code, ephemeral, WrappedKey.wrap(ephemeral.publicKey(), code, random));
    }

    public PairingCode code() {
        return code;
    }

    /// The wrapped public key that goes to the server first.
    public Octets hello() {
        return hello;
    }

    /// Answers the phone. Whether it used the right code shows only at its side. A phone that repeats its hello gets
    /// another answer with another secret; the last one counts.
    ///
    /// @param identity our identity keys
    public Finished finish(PrimaryHello phone, KeyPair identity, SecureRandom random) throws CodePairingFailure {
        var ephemerals = CodeAgreement.agree(ephemeral.privateKey(), WrappedKey.open(phone.wrappedEphemeral(), code));
        var identities = CodeAgreement.agree(identity.privateKey(), phone.identity());
        var share = new byte[KeyBundle.SHARE];
        random.nextBytes(share);
        var bundle = new KeyBundle(identity.publicKey(), phone.identity(), Octets.wrap(share));
        return new Finished(
                new CompanionFinish(bundle.seal(ephemerals, random), identity.publicKey()),
                CodeAgreement.advSecret(ephemerals, identities, bundle.share()));
    }

    @Override
    public String toString() {
        return "CompanionPairing[redacted]";
    }

    /// The companion's last step.
    ///
    /// @param message for the phone
    /// @param advSecret what proves the phone's statement about us: to be stored before the message leaves
    public record Finished(CompanionFinish message, Octets advSecret) {
        @Override
        public String toString() {
            return "Finished[" + message + ", redacted]";
        }
    }
}
