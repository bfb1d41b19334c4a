package io.wigwag.core.id;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// The id that a message's sender gave it; unique together with chat and sender only.
public record MessageId(String value) {
    private static final int LONGEST = 128;
    private static final String WEB = "3EB0";
    private static final int FRESH = 9;

    public MessageId {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "message id: " + value.length() + " characters (expected: 1.." + LONGEST + ")");
        }
    }

    /// A new one, in the form that web clients give theirs.
    public static MessageId fresh(RandomGenerator random) {
        var bytes = new byte[FRESH];
        random.nextBytes(bytes);
        return new MessageId(WEB + HexFormat.of().withUpperCase().formatHex(bytes));
    }

    /// What kind of client seems to have made the id. A guess from its form, for statistics and for display.
    public Origin origin() {
        var size = value.length();
        if (value.startsWith("3A") && size == 20) {
            return Origin.IOS;
        }
        if (value.startsWith("3E") && size == 22) {
            return Origin.WEB;
        }
        if (size == 21 || size == 32) {
            return Origin.ANDROID;
        }
        return value.startsWith("3F") || size == 18 ? Origin.DESKTOP : Origin.UNKNOWN;
    }

    @Override
    public String toString() {
        return value;
    }

    /// The clients that are told apart by their ids.
    public enum Origin {
        ANDROID,
        IOS,
        WEB,
        DESKTOP,
        UNKNOWN
    }
}
