package io.wigwag.core.pairing;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.CodePairingFailure.Reason;
import io.wigwag.core.stanza.PasskeyPrologue;
import io.wigwag.proto.login.DeviceProps.PlatformType;
import io.wigwag.proto.pairing.CompanionCommitment;
import io.wigwag.proto.pairing.CompanionEphemeralIdentity;
import io.wigwag.proto.pairing.PrimaryEphemeralIdentity;
import io.wigwag.proto.pairing.ProloguePayload;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/// The companion's side of linking with a passkey, up to the phone's answer; [PasskeyConfirmation] goes on. Immutable,
/// without I/O.
///
/// ```
/// companion                        server                          phone
///                      <----------  options of the passkey
///     ref  -------------------->
///     prologue: assertion, key, commitment  ------------------->   key and nonce
///     nonce  ---------------------------------------------------->  both sides show the same code
///     sealed request: keys, secret  ---------------------------->  links us
/// ```
///
/// The commitment keeps either side from choosing its part after it has seen the other's, so that a code of 40 bits is
/// enough for people to compare.
public final class PasskeyLinking {
    private static final int NONCE = 32;

    private final PlatformType device;
    private final String ref;
    private final KeyPair ephemeral;
    private final byte[] nonce;
    private final byte[] prologue;

    private PasskeyLinking(PlatformType device, String ref, KeyPair ephemeral, byte[] nonce) {
        this.device = device;
        this.ref = ref;
        this.ephemeral = ephemeral;
        this.nonce = nonce;
        var identity = CompanionEphemeralIdentity.newBuilder()
                .setPublicKey(ByteString.copyFrom(ephemeral.publicKey().raw()))
                .setDeviceType(device)
                .setRef(ref)
                .build()
                .toByteString();
        var commitment = Sha256.hash(identity.toByteArray(), nonce);
        prologue = ProloguePayload.newBuilder()
                .setCompanionEphemeralIdentity(identity)
                .setCommitment(CompanionCommitment.newBuilder().setHash(ByteString.copyFrom(commitment)))
                .build()
                .toByteArray();
    }

    /// Begins with what the server answered to a query for a ref.
    ///
    /// @param device as which we registered
    public static PasskeyLinking begin(PlatformType device, String ref, SecureRandom random) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return new PasskeyLinking(device, ref, KeyPair.generate(random), nonce);
    }

    /// The query that shows the passkey.
    ///
    /// @param handOff where a phone had scanned a code of ours before
    public PasskeyPrologue prologue(PasskeyAssertion assertion, Optional<PasskeyHandOff> handOff, Instant now) {
        return new PasskeyPrologue(
                assertion.credential(),
                assertion.json(),
                Octets.wrap(prologue),
                handOff.flatMap(known -> known.proof(prologue, now)));
    }

    /// Goes on with the phone's part.
    public PasskeyConfirmation answered(Octets primaryIdentity) throws CodePairingFailure {
        try {
            var primary = PrimaryEphemeralIdentity.parseFrom(primaryIdentity.asBuffer());
            if (primary.getNonce().size() != NONCE) {
                throw new CodePairingFailure(
                        Reason.MALFORMED,
                        "a nonce has " + NONCE + " bytes, not "
                                + primary.getNonce().size());
            }
            var key = PublicKey.of(primary.getPublicKey().toByteArray());
            var shared = CodeAgreement.agree(ephemeral.privateKey(), key);
            return PasskeyConfirmation.of(
                    new PasskeyConfirmation.Phone(
                            key, Octets.wrap(primary.getNonce().toByteArray())),
                    nonce,
                    shared,
                    "Companion Pairing " + device.getNumber() + " with ref " + ref);
        } catch (InvalidProtocolBufferException malformed) {
            throw new CodePairingFailure(Reason.MALFORMED, "the phone's part: " + malformed.getMessage());
        } catch (InvalidKey invalid) {
            throw new CodePairingFailure(Reason.MALFORMED, "the phone's key: " + invalid.getMessage());
        }
    }

    @Override
    public String toString() {
        return "PasskeyLinking[redacted]";
    }
}
