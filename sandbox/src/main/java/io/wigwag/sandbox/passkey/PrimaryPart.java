package io.wigwag.sandbox.passkey;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.pairing.EncryptedPairingRequest;
import io.wigwag.proto.pairing.PairingRequest;
import io.wigwag.proto.pairing.PrimaryEphemeralIdentity;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// The phone's key and nonce for one exchange, and what follows from them together with the companion's.
record PrimaryPart(KeyPair ephemeral, Octets nonce) {
    private static final int NONCE = 32;
    private static final int KEY = 32;
    private static final byte[] INFO = "Pairing Information Encryption Key".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    static PrimaryPart make(SecureRandom random) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        return new PrimaryPart(KeyPair.generate(random), Octets.wrap(nonce));
    }

    /// As the companion is told of it.
    Octets identity() {
        return Octets.wrap(PrimaryEphemeralIdentity.newBuilder()
                .setPublicKey(ByteString.copyFrom(ephemeral.publicKey().raw()))
                .setNonce(ByteString.copyFrom(nonce.toArray()))
                .build()
                .toByteArray());
    }

    /// What both sides show, for people to compare.
    String code(Octets companionNonce) {
        var mask = Sha256.hash(companionNonce.toArray(), ephemeral.publicKey().raw());
        var bytes = new byte[ConfirmationCode.BYTES];
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (nonce.at(i) ^ mask[i]);
        }
        return ConfirmationCode.of(bytes);
    }

    /// What the companion has sealed for the phone.
    PairingRequest open(CompanionPart companion, Octets sealed) throws PasskeyRefused {
        try {
            var request = EncryptedPairingRequest.parseFrom(sealed.asBuffer());
            if (request.getIv().size() != AesGcm.NONCE) {
                throw PasskeyRefused.malformed("iv: " + request.getIv().size() + " bytes (expected: 12)");
            }
            return PairingRequest.parseFrom(AesGcm.open(
                    key(companion),
                    request.getIv().toByteArray(),
                    NOTHING,
                    request.getEncryptedPayload().toByteArray()));
        } catch (InvalidProtocolBufferException malformed) {
            throw PasskeyRefused.malformed("pairing request: " + malformed.getMessage());
        } catch (DecryptionFailed failed) {
            throw PasskeyRefused.unproven("pairing request: " + failed.getMessage());
        } catch (InvalidKey invalid) {
            throw PasskeyRefused.malformed("companion's ephemeral key: " + invalid.getMessage());
        }
    }

    private byte[] key(CompanionPart companion) throws InvalidKey {
        var salt = "Companion Pairing " + companion.deviceType() + " with ref " + companion.ref();
        return Hkdf.derive(
                Curve.agree(ephemeral.privateKey(), companion.key()), salt.getBytes(StandardCharsets.UTF_8), INFO, KEY);
    }
}
