package io.wigwag.core.crypto;

import java.util.Arrays;

/// XEdDSA signatures with X25519 keys, in WhatsApp's form: the sign of the Edwards key travels in the top bit of the
/// last byte.
final class Xeddsa {
    static final int SIGNATURE = 64;
    static final int RANDOM = 64;
    /// 2^256 - 2 in little-endian bytes: keeps the nonce's hash apart from all other uses of SHA-512.
    private static final byte[] NONCE_DOMAIN = nonceDomain();

    private Xeddsa() {}

    static byte[] sign(byte[] clamped, byte[] edwards, byte[] message, byte[] random) {
        var wide = Digests.hash(Digests.SHA_512, NONCE_DOMAIN, clamped, message, random);
        var nonce = Scalar25519.reduce(wide);
        var commitment = BaseMultiples.multiply(nonce).encode();
        var h = challenge(commitment, edwards, message);
        var s = Scalar25519.multiplyAdd(h, clamped, nonce);
        Arrays.fill(wide, (byte) 0);
        Arrays.fill(nonce, (byte) 0);
        var signature = Arrays.copyOf(commitment, SIGNATURE);
        System.arraycopy(s, 0, signature, 32, 32);
        signature[63] = (byte) ((signature[63] & 0x7f) | (edwards[31] & 0x80));
        return signature;
    }

    static boolean verify(VerificationKey key, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE) {
            return false;
        }
        var s = Arrays.copyOfRange(signature, 32, SIGNATURE);
        var odd = s[31] < 0;
        s[31] &= 0x7f;
        if ((s[31] & 0xe0) != 0) {
            return false;
        }
        var edwards = key.encoded().clone();
        edwards[31] |= (byte) (odd ? 0x80 : 0);
        var commitment = Arrays.copyOf(signature, 32);
        var h = challenge(commitment, edwards, message);
        return Arrays.equals(commitment, key.combine(s, h, odd));
    }

    private static byte[] challenge(byte[] commitment, byte[] edwards, byte[] message) {
        return Scalar25519.reduce(Digests.hash(Digests.SHA_512, commitment, edwards, message));
    }

    private static byte[] nonceDomain() {
        var bytes = new byte[32];
        Arrays.fill(bytes, (byte) 0xff);
        bytes[0] = (byte) 0xfe;
        return bytes;
    }
}
