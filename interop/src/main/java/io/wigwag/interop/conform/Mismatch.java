package io.wigwag.interop.conform;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Our code's answer beside the one that the vectors ask for.
public final class Mismatch extends Exception {
    private static final long serialVersionUID = 1;
    private static final int SHOWN = 400;

    public Mismatch(String what, String expected, String actual) {
        super(what + "\n      expected: " + cut(expected) + "\n      but was:  " + cut(actual), null, false, false);
    }

    public static void unlessSame(String what, @Nullable Object expected, @Nullable Object actual) throws Mismatch {
        if (!Objects.equals(expected, actual)) {
            throw new Mismatch(what, String.valueOf(expected), String.valueOf(actual));
        }
    }

    public static void unlessSame(String what, byte[] expected, byte[] actual) throws Mismatch {
        if (!Arrays.equals(expected, actual)) {
            throw new Mismatch(
                    what, HexFormat.of().formatHex(expected), HexFormat.of().formatHex(actual));
        }
    }

    private static String cut(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + ".. (" + value.length() + " characters)";
    }
}
