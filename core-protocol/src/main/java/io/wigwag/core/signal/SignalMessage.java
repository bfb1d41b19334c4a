package io.wigwag.core.signal;

import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.crypto.PublicKey;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A message of an established session.
///
/// ```
/// 33 | 1: ratchet key (33 bytes), 2: counter, 3: previous counter, 4: ciphertext | first 8 bytes of the code
/// ```
///
/// The code covers both identities, sender first, and all before it as it was received. Some peers check it over their
/// own encoding: exactly these four fields are written, in order, also when they are 0.
final class SignalMessage {
    private static final int CODE_SIZE = 8;

    private final byte[] bytes;
    private final PublicKey ratchetKey;
    private final int counter;
    private final byte[] ciphertext;

    private SignalMessage(byte[] bytes, PublicKey ratchetKey, int counter, byte[] ciphertext) {
        this.bytes = bytes;
        this.ratchetKey = ratchetKey;
        this.counter = counter;
        this.ciphertext = ciphertext;
    }

    static SignalMessage parse(byte[] bytes) throws SignalFailure {
        if (bytes.length == 0) {
            throw new SignalFailure.Malformed("an empty message");
        }
        if (bytes[0] != FieldWriter.VERSION) {
            throw new SignalFailure.InvalidVersion(bytes[0]);
        }
        if (bytes.length < 1 + CODE_SIZE) {
            throw new SignalFailure.Malformed("a message of " + bytes.length + " bytes");
        }
        var fields = new FieldReader(bytes, 1, bytes.length - CODE_SIZE);
        @Nullable PublicKey ratchetKey = null;
        byte @Nullable [] ciphertext = null;
        var counter = -1L;
        for (var tag = fields.next(); tag != 0; tag = fields.next()) {
            switch (tag) {
                case 1 << 3 | 2 -> ratchetKey = fields.publicKey();
                case 2 << 3 -> counter = Integer.toUnsignedLong(fields.number());
                case 4 << 3 | 2 -> ciphertext = fields.bytes();
                default -> fields.skip();
            }
        }
        if (ratchetKey == null || counter < 0 || ciphertext == null) {
            throw new SignalFailure.Malformed("a message without ratchet key, counter or ciphertext");
        }
        return new SignalMessage(bytes, ratchetKey, (int) counter, ciphertext);
    }

    /// The bytes of a new message, code included.
    static byte[] write(SendingChain chain, byte[] ciphertext, byte[] macKey, PublicKey sender, PublicKey receiver) {
        var size = FieldWriter.keySize()
                + FieldWriter.numberSize(chain.key().index())
                + FieldWriter.numberSize(chain.previousCounter())
                + FieldWriter.bytesSize(ciphertext.length);
        var bytes = new FieldWriter(size, CODE_SIZE)
                .key(1, chain.ratchet().publicKey())
                .number(2, chain.key().index())
                .number(3, chain.previousCounter())
                .bytes(4, ciphertext)
                .done();
        var code = code(bytes, macKey, sender, receiver);
        System.arraycopy(code, 0, bytes, bytes.length - CODE_SIZE, CODE_SIZE);
        return bytes;
    }

    PublicKey ratchetKey() {
        return ratchetKey;
    }

    long counter() {
        return Integer.toUnsignedLong(counter);
    }

    byte[] ciphertext() {
        return ciphertext;
    }

    boolean isAuthentic(byte[] macKey, PublicKey sender, PublicKey receiver) {
        var code = Arrays.copyOf(code(bytes, macKey, sender, receiver), CODE_SIZE);
        return MessageDigest.isEqual(code, Arrays.copyOfRange(bytes, bytes.length - CODE_SIZE, bytes.length));
    }

    private static byte[] code(byte[] bytes, byte[] macKey, PublicKey sender, PublicKey receiver) {
        var covered = new byte[2 * PublicKey.TYPED_SIZE + bytes.length - CODE_SIZE];
        covered[0] = 5;
        sender.octets().copyTo(covered, 1);
        covered[PublicKey.TYPED_SIZE] = 5;
        receiver.octets().copyTo(covered, PublicKey.TYPED_SIZE + 1);
        System.arraycopy(bytes, 0, covered, 2 * PublicKey.TYPED_SIZE, bytes.length - CODE_SIZE);
        return HmacSha256.of(macKey, covered);
    }
}
