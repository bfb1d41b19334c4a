package io.wigwag.core.id;

/// The name by which the program knows one of its own devices, linked or not: chosen once, never reused, and harmless
/// in logs.
public record DeviceName(String value) {
    private static final int LONGEST = 64;

    public DeviceName {
        if (value.isEmpty() || value.length() > LONGEST || !value.chars().allMatch(DeviceName::isPlain)) {
            throw new IllegalArgumentException(
                    "a device's name has 1 to " + LONGEST + " letters, digits, hyphens and underscores");
        }
    }

    private static boolean isPlain(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || character == '-'
                || character == '_';
    }

    @Override
    public String toString() {
        return value;
    }
}
