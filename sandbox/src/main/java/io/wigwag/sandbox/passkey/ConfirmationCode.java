package io.wigwag.sandbox.passkey;

/// Forty bits as people read them: eight characters of base 32, first bit first.
final class ConfirmationCode {
    static final int BYTES = 5;
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTVWXYZ";
    private static final int BITS = 5;

    private ConfirmationCode() {}

    static String of(byte[] bytes) {
        var bits = 0L;
        for (var b : bytes) {
            bits = (bits << Byte.SIZE) | (b & 0xff);
        }
        var code = new StringBuilder();
        for (var left = bytes.length * Byte.SIZE - BITS; left >= 0; left -= BITS) {
            code.append(ALPHABET.charAt((int) (bits >>> left) & (ALPHABET.length() - 1)));
        }
        return code.toString();
    }
}
