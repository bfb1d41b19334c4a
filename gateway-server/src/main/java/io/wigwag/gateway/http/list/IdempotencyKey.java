package io.wigwag.gateway.http.list;

import io.wigwag.gateway.http.json.Shapes;

/// What a client calls a request that it may have to send again: the same key, the same effect, once.
///
/// Read from the header `Idempotency-Key` with or without the quotes of a structured field.
public record IdempotencyKey(String value) {
    private static final int LONGEST = 255;

    public IdempotencyKey {
        if (value.isEmpty() || value.length() > LONGEST) {
            throw new IllegalArgumentException("Must have 1 to " + LONGEST + " characters.");
        }
        if (!value.chars().allMatch(character -> character >= ' ' && character < 0x7f)) {
            throw new IllegalArgumentException("Must be printable ASCII.");
        }
    }

    public static IdempotencyKey parse(String written) {
        return new IdempotencyKey(written.startsWith("\"") ? unquoted(written) : written);
    }

    /// For records that hold one.
    public static Shapes in(Shapes shapes) {
        return shapes.with(IdempotencyKey.class, "", IdempotencyKey::parse, IdempotencyKey::value);
    }

    private static String unquoted(String written) {
        var value = new StringBuilder();
        var end = written.length() - 1;
        for (var i = 1; i < end; i++) {
            var character = written.charAt(i);
            if (character == '\\') {
                character = ++i < end ? written.charAt(i) : 0;
                if (character != '"' && character != '\\') {
                    throw malformed();
                }
            } else if (character == '"') {
                throw malformed();
            }
            value.append(character);
        }
        if (end < 1 || written.charAt(end) != '"') {
            throw malformed();
        }
        return value.toString();
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("Must end with the quote that it begins with, and escape those inside.");
    }
}
