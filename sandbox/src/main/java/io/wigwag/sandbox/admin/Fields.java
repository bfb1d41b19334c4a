package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The members of a JSON object, asked for one by one. At its [#end()] whatever nobody asked for is refused: a typing
/// error must not pass for a setting.
final class Fields {
    private final ObjectNode object;
    private final String where;
    private final TreeSet<String> asked = new TreeSet<>();

    Fields(ObjectNode object, String where) {
        this.object = object;
        this.where = where;
    }

    Optional<JsonNode> value(String name) {
        asked.add(name);
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    /// Whether a member is there at all, and be it null.
    boolean isNamed(String name) {
        asked.add(name);
        return object.has(name);
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<String> text(String name) throws Problem {
        var value = value(name);
        if (value.isPresent() && !value.get().isString()) {
            throw wrong(name, "a text");
        }
        return value.map(JsonNode::asString);
    }

    String requireText(String name) throws Problem {
        return text(name).orElseThrow(() -> wrong(name, "a text"));
    }

    OptionalLong number(String name) throws Problem {
        var value = value(name);
        if (value.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!value.get().isIntegralNumber() || !value.get().canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        return OptionalLong.of(value.get().asLong());
    }

    OptionalInt integer(String name) throws Problem {
        var number = number(name);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        if (number.getAsLong() != (int) number.getAsLong()) {
            throw wrong(name, "a number of ordinary size");
        }
        return OptionalInt.of((int) number.getAsLong());
    }

    OptionalDouble decimal(String name) throws Problem {
        var value = value(name);
        if (value.isPresent() && !value.get().isNumber()) {
            throw wrong(name, "a number");
        }
        return value.isPresent() ? OptionalDouble.of(value.get().asDouble()) : OptionalDouble.empty();
    }

    boolean flag(String name, boolean otherwise) throws Problem {
        return flag(name).orElse(otherwise);
    }

    Optional<Boolean> flag(String name) throws Problem {
        var value = value(name);
        if (value.isPresent() && !value.get().isBoolean()) {
            throw wrong(name, "true or false");
        }
        return value.map(JsonNode::asBoolean);
    }

    Optional<Duration> millis(String name) throws Problem {
        var millis = number(name);
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    Optional<Instant> time(String name) throws Problem {
        var text = text(name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException malformed) {
            throw wrong(name, "a time like 2026-01-31T12:00:00Z");
        }
    }

    Optional<Octets> bytes(String name) throws Problem {
        var text = text(name);
        try {
            return text.map(value -> Octets.wrap(Base64.getDecoder().decode(value)));
        } catch (IllegalArgumentException malformed) {
            throw wrong(name, "base64");
        }
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) throws Problem {
        var text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        for (var constant : type.getEnumConstants()) {
            if (Json.name(constant).equals(text.get())) {
                return Optional.of(constant);
            }
        }
        throw wrong(name, "one of " + Json.names(type));
    }

    List<String> texts(String name) throws Problem {
        var texts = new ArrayList<String>();
        for (var element : elements(name)) {
            if (!element.isString()) {
                throw wrong(name, "a list of texts");
            }
            texts.add(element.asString());
        }
        return texts;
    }

    List<JsonNode> elements(String name) throws Problem {
        var value = value(name);
        if (value.isPresent() && !value.get().isArray()) {
            throw wrong(name, "a list");
        }
        var elements = new ArrayList<JsonNode>();
        value.ifPresent(list -> list.forEach(elements::add));
        return elements;
    }

    Optional<Fields> object(String name) throws Problem {
        var value = value(name);
        if (value.isPresent() && !(value.get() instanceof ObjectNode)) {
            throw wrong(name, "an object");
        }
        return value.map(inner -> new Fields((ObjectNode) inner, where + "." + name));
    }

    /// A list of objects.
    List<Fields> objects(String name) throws Problem {
        var objects = new ArrayList<Fields>();
        for (var element : elements(name)) {
            if (!(element instanceof ObjectNode inner)) {
                throw wrong(name, "a list of objects");
            }
            objects.add(new Fields(inner, where + "." + name));
        }
        return objects;
    }

    /// The names of all members, for objects that may hold any.
    List<String> names() {
        return List.copyOf(object.propertyNames());
    }

    /// The only member of an object that is a choice.
    String only() throws Problem {
        if (object.size() != 1) {
            throw Problem.badRequest(where + ": " + object.size() + " members (expected: exactly one)");
        }
        return object.propertyNames().iterator().next();
    }

    Problem wrong(String name, String expected) {
        return Problem.badRequest(where + "." + name + ": "
                + Optional.ofNullable(object.get(name)).map(JsonNode::toString).orElse("absent") + " (expected: "
                + expected + ")");
    }

    /// Refuses what was not asked for.
    void end() throws Problem {
        for (var name : object.propertyNames()) {
            if (!asked.contains(name)) {
                throw Problem.badRequest(where + ": unknown member " + name + " (expected: " + asked + ")");
            }
        }
    }
}
