package io.wigwag.core.message.codec;

import io.wigwag.core.octets.Octets;
import java.security.SecureRandom;
import java.util.Arrays;

/// Bytes behind a message that hide its length: up to fifteen of them, each with the number of all.
public final class Padding {
    private static final int MOST = 15;

    private Padding() {}

    public static Octets pad(Octets message, SecureRandom random) {
        return pad(message, 1 + random.nextInt(MOST));
    }

    /// With so many bytes, of which one is the least.
    public static Octets pad(Octets message, int count) {
        if (count < 1 || count > 0xFF) {
            throw new IllegalArgumentException("padding: " + count + " (expected: 1..255)");
        }
        var padded = new byte[message.size() + count];
        message.copyTo(padded, 0);
        Arrays.fill(padded, message.size(), padded.length, (byte) count);
        return Octets.wrap(padded);
    }

    /// The message without its padding.
    public static Octets unpad(Octets padded) throws MalformedMessage {
        var size = padded.size();
        if (size == 0) {
            throw new MalformedMessage("nothing where a padded message should be");
        }
        var count = padded.at(size - 1) & 0xFF;
        if (count == 0 || count > size) {
            throw new MalformedMessage("padding of " + count + " in " + size + " bytes");
        }
        for (var at = size - count; at < size; at++) {
            if ((padded.at(at) & 0xFF) != count) {
                throw new MalformedMessage("padding of " + count + " with other bytes in it");
            }
        }
        return padded.slice(0, size - count);
    }
}
