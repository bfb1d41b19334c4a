package io.wigwag.core.event;

import java.util.Arrays;
import java.util.OptionalInt;

/// Why an account is banned for a while.
public enum BanCause {
    MESSAGES_TO_STRANGERS(101),
    BLOCKED_BY_MANY(102),
    GROUPS_WITH_STRANGERS(103),
    SAME_MESSAGE_TOO_OFTEN(104),
    BROADCASTS(106),
    UNSAID(-1);

    private final int code;

    BanCause(int code) {
        this.code = code;
    }

    /// The cause that a server gave as a number.
    public static BanCause of(OptionalInt code) {
        return Arrays.stream(values())
                .filter(cause -> code.isPresent() && cause.code == code.getAsInt())
                .findFirst()
                .orElse(UNSAID);
    }
}
