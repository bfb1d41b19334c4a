package io.wigwag.gateway.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/// Something that can be set. `http.port` in a file is `WIGWAG_HTTP_PORT` in the environment and `--http.port` among
/// the flags.
///
/// @param usual what it is when nobody says anything, as one would write it
/// @param parse refuses with an [IllegalArgumentException] that says what was expected
public record Setting<T>(String name, String usual, String meaning, Function<String, T> parse) {
    private static final String PREFIX = "WIGWAG_";

    public Setting {
        if (!name.matches("[a-z]+(\\.[a-z]+)*")) {
            throw new IllegalArgumentException("setting: " + name);
        }
    }

    public static Setting<String> text(String name, String usual, String meaning) {
        return new Setting<>(name, usual, meaning, Function.identity());
    }

    public static Setting<Secret> secret(String name, String meaning) {
        return new Setting<>(name, "", meaning, Secret::new);
    }

    public static Setting<Boolean> flag(String name, boolean usual, String meaning) {
        return new Setting<>(name, String.valueOf(usual), meaning, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("expected: true or false");
        });
    }

    public static Setting<Integer> whole(String name, int usual, int least, int greatest, String meaning) {
        return new Setting<>(name, String.valueOf(usual), meaning, text -> {
            try {
                var value = Integer.parseInt(text);
                if (value >= least && value <= greatest) {
                    return value;
                }
            } catch (NumberFormatException noNumber) {
                throw new IllegalArgumentException("expected: a number from " + least + " to " + greatest, noNumber);
            }
            throw new IllegalArgumentException("expected: a number from " + least + " to " + greatest);
        });
    }

    /// A time as `PT30S`, or as people write it: `30s`, `5m`, `2h`.
    public static Setting<Duration> time(String name, Duration usual, String meaning) {
        return new Setting<>(name, usual.toString(), meaning, text -> {
            try {
                var value = Duration.parse(text.startsWith("P") ? text : "PT" + text);
                if (value.isPositive()) {
                    return value;
                }
            } catch (DateTimeException noTime) {
                throw new IllegalArgumentException("expected: a time such as 30s or 5m", noTime);
            }
            throw new IllegalArgumentException("expected: more than no time");
        });
    }

    /// Its name in the environment.
    public String variable() {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
