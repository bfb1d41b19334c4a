package io.wigwag.storage.document;

import java.util.regex.Pattern;

/// Names that every store takes as they are, without quoting and without a meaning of its own in any of them.
final class Names {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9_]{0,39}");

    private Names() {}

    static String check(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(what + ": " + name + " (expected: " + NAME + ")");
        }
        return name;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
