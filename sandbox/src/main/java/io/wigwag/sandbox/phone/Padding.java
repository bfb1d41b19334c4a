package io.wigwag.sandbox.phone;

import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.util.Arrays;

/// What stands behind a message before it is encrypted: 1 to 15 bytes that each tell how many there are.
final class Padding {
    private static final int MOST = 15;

    private Padding() {}

    static Octets pad(byte[] message, SecureRandom random) {
        var count = 1 + random.nextInt(MOST);
        var padded = Arrays.copyOf(message, message.length + count);
        Arrays.fill(padded, message.length, padded.length, (byte) count);
        return Octets.wrap(padded);
    }

    static Octets unpad(Octets padded) throws UnreadableMessage {
        var count = padded.isEmpty() ? 0 : padded.at(padded.size() - 1) & 0xff;
        if (count == 0 || count > padded.size()) {
            throw new UnreadableMessage("padding of " + count + " bytes in " + padded.size());
        }
        return padded.slice(0, padded.size() - count);
    }
}
