package io.wigwag.gateway.http.json;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.json.ScalarShape.Kind;
import io.wigwag.gateway.http.json.ScalarShape.Parser;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;

/// The single values that every interface needs.
final class Scalars {
    /// UTC with milliseconds, always all three digits, so that texts sort as the times do.
    private static final DateTimeFormatter MOMENT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private static final Map<Class<?>, ScalarShape<?>> ALL = Map.ofEntries(
            entry(String.class, Kind.TEXT, "", Scalars::text, Function.identity()),
            entry(Integer.class, Kind.WHOLE, "int32", Scalars::whole, String::valueOf),
            entry(int.class, Kind.WHOLE, "int32", Scalars::whole, String::valueOf),
            entry(Long.class, Kind.TEXT, "int64", Scalars::large, String::valueOf),
            entry(long.class, Kind.TEXT, "int64", Scalars::large, String::valueOf),
            entry(Double.class, Kind.REAL, "double", Scalars::real, String::valueOf),
            entry(double.class, Kind.REAL, "double", Scalars::real, String::valueOf),
            entry(Boolean.class, Kind.FLAG, "", Scalars::flag, String::valueOf),
            entry(boolean.class, Kind.FLAG, "", Scalars::flag, String::valueOf),
            entry(Instant.class, Kind.TEXT, "date-time", Scalars::moment, Scalars::print),
            entry(Duration.class, Kind.TEXT, "duration", Scalars::duration, String::valueOf),
            entry(URI.class, Kind.TEXT, "uri", Scalars::uri, String::valueOf),
            entry(Octets.class, Kind.TEXT, "byte", Scalars::bytes, Scalars::print));

    private Scalars() {}

    static Map<Class<?>, ScalarShape<?>> all() {
        return ALL;
    }

    private static <T> Map.Entry<Class<?>, ScalarShape<?>> entry(
            Class<?> type, Kind kind, String format, Parser<T> parse, Function<T, String> print) {
        return Map.entry(type, new ScalarShape<>(kind, format, parse, print, Limits.NONE));
    }

    /// Half a character would come back as another one.
    private static String text(String text) {
        for (var i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i)) || text.charAt(i) == 0) {
                throw new IllegalArgumentException("Must be well-formed Unicode without zero characters.");
            }
        }
        return text;
    }

    private static Integer whole(String text) {
        try {
            return Integer.valueOf(text);
        } catch (NumberFormatException unfit) {
            throw new IllegalArgumentException("Must be a whole number of 32 bits.", unfit);
        }
    }

    private static Long large(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException unfit) {
            throw new IllegalArgumentException("Must be a whole number of 64 bits.", unfit);
        }
    }

    private static Double real(String text) {
        try {
            var value = Double.valueOf(text);
            if (value.isNaN() || value.isInfinite()) {
                throw new IllegalArgumentException("Must be a finite number.");
            }
            return value;
        } catch (NumberFormatException unfit) {
            throw new IllegalArgumentException("Must be a number.", unfit);
        }
    }

    private static Boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("Must be true or false.");
        };
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException unfit) {
            throw new IllegalArgumentException("Must be a time such as 2026-11-21T10:30:00.000Z.", unfit);
        }
    }

    private static String print(Instant moment) {
        return MOMENT.format(moment.truncatedTo(ChronoUnit.MILLIS));
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeException unfit) {
            throw new IllegalArgumentException("Must be a duration such as PT30S.", unfit);
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("Must be an address such as https://example.com/a.", unfit);
        }
    }

    private static Octets bytes(String text) {
        try {
            return Octets.wrap(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException unfit) {
            throw new IllegalArgumentException("Must be base64.", unfit);
        }
    }

    private static String print(Octets bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }
}
