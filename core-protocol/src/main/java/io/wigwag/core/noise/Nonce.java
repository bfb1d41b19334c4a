package io.wigwag.core.noise;

/// Eight zero bytes and the counter as four bytes, big-endian.
final class Nonce {
    private static final int SIZE = 12;

    private Nonce() {}

    static byte[] of(int counter) {
        var nonce = new byte[SIZE];
        nonce[8] = (byte) (counter >> 24);
        nonce[9] = (byte) (counter >> 16);
        nonce[10] = (byte) (counter >> 8);
        nonce[11] = (byte) counter;
        return nonce;
    }
}
