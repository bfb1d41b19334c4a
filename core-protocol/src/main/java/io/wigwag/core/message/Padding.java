package io.wigwag.core.message;

import io.wigwag.core.octets.Octets;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Hides the exact size of a message: 1 to 15 bytes behind it, each telling how many there are.
public final class Padding {
    private static final int MOST = 15;

    private Padding() {}

    public static Octets pad(byte[] message, RandomGenerator random) {
        var count = 1 + random.nextInt(MOST);
        var padded = Arrays.copyOf(message, message.length + count);
        Arrays.fill(padded, message.length, padded.length, (byte) count);
        return Octets.wrap(padded);
    }

    /// The message without padding; empty when the padding is none. Others pad with up to 255 bytes, and not all of
    /// them bother to repeat the count.
    public static Optional<Octets> strip(Octets padded) {
        if (padded.isEmpty()) {
            return Optional.empty();
        }
        var count = padded.at(padded.size() - 1) & 0xFF;
        return count == 0 || count > padded.size()
                ? Optional.empty()
                : Optional.of(padded.slice(0, padded.size() - count));
    }
}
