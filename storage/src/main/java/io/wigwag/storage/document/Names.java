package io.wigwag.storage.document;

/// Names that every store takes as they are, without quoting and without a meaning of its own in any of them.
final class Names {
    private static final String FORM = "[a-z][A-Za-z0-9_]{0,39}";
    private static final int LONGEST = 40;

    private Names() {}

    static String check(String what, String name) {
        if (!isName(name)) {
            throw new IllegalArgumentException(what + ": " + name + " (expected: " + FORM + ")");
        }
        return name;
    }

    /// Without a regular expression: every field of every document comes by here.
    static boolean isName(String text) {
        if (text.isEmpty() || text.length() > LONGEST || !isSmall(text.charAt(0))) {
            return false;
        }
        for (var i = 1; i < text.length(); i++) {
            var letter = text.charAt(i);
            if (!isSmall(letter)
                    && !(letter >= 'A' && letter <= 'Z')
                    && !(letter >= '0' && letter <= '9')
                    && letter != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isSmall(char letter) {
        return letter >= 'a' && letter <= 'z';
    }
}
