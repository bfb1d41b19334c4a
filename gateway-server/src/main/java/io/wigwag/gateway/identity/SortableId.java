package io.wigwag.gateway.identity;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// Names for new things: a prefix that says what they are, and a ULID, which sorts by the time of its making.
public final class SortableId {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME = 10;
    private static final int CHANCE = 16;

    private SortableId() {}

    public static String next(String prefix, Instant now, RandomGenerator random) {
        var text = new StringBuilder(prefix);
        for (var i = TIME - 1; i >= 0; i--) {
            text.append(DIGITS.charAt((int) (now.toEpochMilli() >>> (5 * i)) & 31));
        }
        for (var i = 0; i < CHANCE; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }
}
