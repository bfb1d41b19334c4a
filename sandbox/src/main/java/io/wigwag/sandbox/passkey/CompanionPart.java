package io.wigwag.sandbox.passkey;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.CompanionEphemeralIdentity;
import io.wigwag.proto.pairing.ProloguePayload;

/// What a companion tells of itself for the exchange: a key for this one time, bound to a nonce that it shows later. So
/// neither side can choose its part when it has seen the other's.
///
/// @param identity the encoded bytes, over which the commitment is
record CompanionPart(Octets identity, PublicKey key, int deviceType, String ref, Octets commitment) {

    static CompanionPart parse(Octets prologue) throws PasskeyRefused {
        try {
            var payload = ProloguePayload.parseFrom(prologue.asBuffer());
            var identity = payload.getCompanionEphemeralIdentity();
            var commitment = Octets.wrap(payload.getCommitment().getHash().toByteArray());
            if (commitment.size() != Sha256.SIZE) {
                throw PasskeyRefused.malformed("commitment: " + commitment.size() + " bytes (expected: 32)");
            }
            var companion = CompanionEphemeralIdentity.parseFrom(identity);
            return new CompanionPart(
                    Octets.wrap(identity.toByteArray()),
                    PublicKey.of(companion.getPublicKey().toByteArray()),
                    companion.getDeviceTypeValue(),
                    companion.getRef(),
                    commitment);
        } catch (InvalidProtocolBufferException malformed) {
            throw PasskeyRefused.malformed("prologue: " + malformed.getMessage());
        } catch (InvalidKey invalid) {
            throw PasskeyRefused.malformed("prologue: " + invalid.getMessage());
        }
    }

    boolean isCommittedTo(Octets nonce) {
        return Octets.wrap(Sha256.hash(identity.toArray(), nonce.toArray())).equals(commitment);
    }
}
