package io.wigwag.core.pairing;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.stanza.CompanionNonce;
import io.wigwag.core.stanza.EncryptedPairingRequest;
import io.wigwag.proto.pairing.PairingRequest;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// The end of linking with a passkey: both sides show a code, and ours says under which keys it wants to be linked.
public final class PasskeyConfirmation {
    private static final byte[] PURPOSE = "Pairing Information Encryption Key".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;

    private final String code;
    private final byte[] nonce;
    private final byte[] key;

    /// The phone's part of the agreement.
    record Phone(PublicKey key, Octets nonce) {}

    private PasskeyConfirmation(String code, byte[] nonce, byte[] key) {
        this.code = code;
        this.nonce = nonce;
        this.key = key;
    }

    static PasskeyConfirmation of(Phone phone, byte[] nonce, byte[] shared, String salt) {
        var hash = Sha256.hash(nonce, phone.key().raw());
        var bits = phone.nonce().slice(0, PairingCode.RANDOM).toArray();
        for (var i = 0; i < bits.length; i++) {
            bits[i] ^= hash[i];
        }
        var key = Hkdf.derive(shared, salt.getBytes(StandardCharsets.UTF_8), PURPOSE, KEY);
        return new PasskeyConfirmation(PairingCode.shown(PairingCode.characters(bits)), nonce, key);
    }

    /// What our user reads and compares with the phone, as `ABCD-1234`. The phone shows it once it has the nonce.
    public String code() {
        return code;
    }

    /// The query to send first.
    public CompanionNonce nonce() {
        return new CompanionNonce(Octets.copyOf(nonce));
    }

    /// The query to send when the nonce was taken.
    ///
    /// @param noise the key of our handshakes
    /// @param identity our identity key
    /// @param advSecret under which the phone is to vouch for us; stored before this is sent
    public EncryptedPairingRequest request(PublicKey noise, PublicKey identity, Octets advSecret, SecureRandom random) {
        var request = PairingRequest.newBuilder()
                .setCompanionPublicKey(ByteString.copyFrom(noise.raw()))
                .setCompanionIdentityKey(ByteString.copyFrom(identity.raw()))
                .setAdvSecret(ByteString.copyFrom(advSecret.toArray()))
                .build();
        var iv = new byte[AesGcm.NONCE];
        random.nextBytes(iv);
        var sealed = AesGcm.seal(key, iv, new byte[0], request.toByteArray());
        return new EncryptedPairingRequest(Octets.wrap(io.wigwag.proto.pairing.EncryptedPairingRequest.newBuilder()
                .setEncryptedPayload(ByteString.copyFrom(sealed))
                .setIv(ByteString.copyFrom(iv))
                .build()
                .toByteArray()));
    }

    @Override
    public String toString() {
        return "PasskeyConfirmation[redacted]";
    }
}
