package io.wigwag.gateway.device;

import java.time.Instant;
import java.util.random.RandomGenerator;

/// Names for new devices: `dev_` and a ULID, which sorts by the time of its making.
final class DeviceId {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME = 10;
    private static final int CHANCE = 16;

    private DeviceId() {}

    static String next(Instant now, RandomGenerator random) {
        var text = new StringBuilder("dev_");
        for (var i = TIME - 1; i >= 0; i--) {
            text.append(DIGITS.charAt((int) (now.toEpochMilli() >>> (5 * i)) & 31));
        }
        for (var i = 0; i < CHANCE; i++) {
            text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return text.toString();
    }
}
