package io.wigwag.core.login;

import java.util.Arrays;
import java.util.regex.Pattern;

/// How a device introduces itself to the phone that links it, for the phone's owner to recognise it by. Given once, at
/// the registration: linked devices keep what they were linked as.
///
/// @param name in the place of an operating system, such as `Mac OS`
/// @param systemVersion of that system; sent only where it is digits and dots
public record DeviceLabel(Browser browser, String name, String systemVersion) {
    private static final int LONGEST = 50;
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,2}");

    public DeviceLabel {
        checkedName(name);
    }

    static String checkedName(String name) {
        if (name.isEmpty()
                || name.length() > LONGEST
                || !name.equals(name.strip())
                || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("1 to " + LONGEST + " characters, none at the ends blank, no controls");
        }
        return name;
    }

    /// Beside a pairing code: `Chrome (Mac OS)`, the one form that servers take.
    public String display() {
        return browser.display() + " (" + name + ")";
    }

    /// One to three numbers; none where the version is not made of numbers.
    int[] systemNumbers() {
        return NUMBERS.matcher(systemVersion).matches()
                ? Arrays.stream(systemVersion.split("\\."))
                        .mapToInt(Integer::parseInt)
                        .toArray()
                : new int[0];
    }
}
