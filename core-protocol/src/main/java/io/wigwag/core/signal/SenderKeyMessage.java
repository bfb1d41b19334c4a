package io.wigwag.core.signal;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A group message, in the older form with a numeric key id.
///
/// ```
/// 33 | 1: key id, 2: iteration, 3: ciphertext | signature of all before it (64 bytes)
/// ```
final class SenderKeyMessage {
    private static final int SIGNATURE = 64;

    private final byte[] bytes;
    private final int keyId;
    private final int iteration;
    private final byte[] ciphertext;

    private SenderKeyMessage(byte[] bytes, int keyId, int iteration, byte[] ciphertext) {
        this.bytes = bytes;
        this.keyId = keyId;
        this.iteration = iteration;
        this.ciphertext = ciphertext;
    }

    static SenderKeyMessage parse(byte[] bytes) throws SignalFailure {
        if (bytes.length == 0) {
            throw new SignalFailure.Malformed("an empty group message");
        }
        if (bytes[0] != FieldWriter.VERSION) {
            throw new SignalFailure.InvalidVersion(bytes[0]);
        }
        if (bytes.length < 1 + SIGNATURE) {
            throw new SignalFailure.Malformed("a group message of " + bytes.length + " bytes");
        }
        var fields = new FieldReader(bytes, 1, bytes.length - SIGNATURE);
        var keyId = -1L;
        var iteration = -1L;
        byte @Nullable [] ciphertext = null;
        for (var tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case 1 << 3 -> keyId = Integer.toUnsignedLong(fields.number());
                case 2 << 3 -> iteration = Integer.toUnsignedLong(fields.number());
                case 3 << 3 | 2 -> ciphertext = fields.bytes();
                default -> fields.skip();
            }
        }
        if (keyId < 0 || iteration < 0 || ciphertext == null) {
            throw new SignalFailure.Malformed("a group message without key id, iteration or ciphertext");
        }
        return new SenderKeyMessage(bytes, (int) keyId, (int) iteration, ciphertext);
    }

    static byte[] write(int keyId, int iteration, byte[] ciphertext, PrivateKey signer, SecureRandom random) {
        var size = FieldWriter.numberSize(keyId)
                + FieldWriter.numberSize(iteration)
                + FieldWriter.bytesSize(ciphertext.length);
        var bytes = new FieldWriter(size, SIGNATURE)
                .number(1, keyId)
                .number(2, iteration)
                .bytes(3, ciphertext)
                .done();
        var signed = Arrays.copyOf(bytes, bytes.length - SIGNATURE);
        System.arraycopy(Curve.sign(signer, signed, random), 0, bytes, signed.length, SIGNATURE);
        return bytes;
    }

    int keyId() {
        return keyId;
    }

    long iteration() {
        return Integer.toUnsignedLong(iteration);
    }

    byte[] ciphertext() {
        return ciphertext;
    }

    boolean isSignedBy(PublicKey signer) {
        var signature = Arrays.copyOfRange(bytes, bytes.length - SIGNATURE, bytes.length);
        return Curve.verify(signer, Arrays.copyOf(bytes, bytes.length - SIGNATURE), signature);
    }
}
