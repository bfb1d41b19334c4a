package io.wigwag.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// Header fields in their order. Names compare without regard to case. Its methods give changed copies.
///
/// A field that could end its own line can't be made, so no value of anybody's ever splits a response.
public final class Headers {
    public static final Headers NONE = new Headers(List.of());

    private static final String SEPARATORS = "()<>@,;:\\\"/[]?={} \t";

    private final List<Field> fields;

    private Headers(List<Field> fields) {
        this.fields = fields;
    }

    /// One line of a head.
    public record Field(String name, String value) {
        public Field {
            if (name.isEmpty() || !name.chars().allMatch(Field::isTokenCharacter)) {
                throw new IllegalArgumentException("header name: " + name);
            }
            if (!value.chars().allMatch(Field::isValueCharacter)) {
                throw new IllegalArgumentException("header " + name + ": a value with control characters");
            }
        }

        private static boolean isTokenCharacter(int character) {
            return character > ' ' && character < 0x7f && SEPARATORS.indexOf(character) < 0;
        }

        private static boolean isValueCharacter(int character) {
            return (character >= ' ' || character == '\t') && character != 0x7f && character <= 0xff;
        }

        private boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }
    }

    public static Headers of(String name, String value) {
        return new Headers(List.of(new Field(name, value)));
    }

    public static Headers of(List<Field> fields) {
        return fields.isEmpty() ? NONE : new Headers(List.copyOf(fields));
    }

    public List<Field> fields() {
        return fields;
    }

    /// The first value of a name.
    public Optional<String> first(String name) {
        return values(name).findFirst();
    }

    public List<String> all(String name) {
        return values(name).toList();
    }

    public boolean has(String name) {
        return fields.stream().anyMatch(field -> field.isNamed(name));
    }

    /// Whether a comma-separated list of tokens, over all fields of the name, has this one.
    public boolean lists(String name, String token) {
        return values(name)
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .anyMatch(item -> item.strip().toLowerCase(Locale.ROOT).equals(token));
    }

    /// With this one value in place of all the name had.
    public Headers with(String name, String value) {
        return without(name).adding(name, value);
    }

    public Headers adding(String name, String value) {
        var longer = new ArrayList<>(fields);
        longer.add(new Field(name, value));
        return new Headers(List.copyOf(longer));
    }

    public Headers without(String name) {
        return has(name)
                ? of(fields.stream().filter(field -> !field.isNamed(name)).toList())
                : this;
    }

    private Stream<String> values(String name) {
        return fields.stream().filter(field -> field.isNamed(name)).map(Field::value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /// Names only: values may be secrets.
    @Override
    public String toString() {
        return "Headers" + fields.stream().map(Field::name).toList();
    }
}
