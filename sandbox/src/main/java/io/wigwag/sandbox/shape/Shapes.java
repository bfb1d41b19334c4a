package io.wigwag.sandbox.shape;

import io.wigwag.sandbox.shape.Shape.ListOf;
import io.wigwag.sandbox.shape.Shape.MapOf;
import io.wigwag.sandbox.shape.Shape.Members;
import io.wigwag.sandbox.shape.Shape.Named;
import io.wigwag.sandbox.shape.Shape.OneOf;
import io.wigwag.sandbox.shape.Shape.Plain;
import io.wigwag.sandbox.shape.Shape.Word;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Shapes by name, and what fits them.
public final class Shapes {
    private final SortedMap<String, Shape> named = new TreeMap<>();

    public void define(String name, Shape shape) {
        if (named.put(name, shape) != null) {
            throw new IllegalStateException("shape " + name + " is defined twice");
        }
    }

    public SortedMap<String, Shape> all() {
        return Collections.unmodifiableSortedMap(named);
    }

    /// A shape without its name.
    public Shape resolved(Shape shape) {
        if (!(shape instanceof Named(var name))) {
            return shape;
        }
        return Optional.ofNullable(named.get(name))
                .map(this::resolved)
                .orElseThrow(() -> new IllegalStateException("shape " + name + " is not defined"));
    }

    /// What is wrong with a piece of JSON; empty where it fits.
    ///
    /// @param where it stands, for the complaint
    public Optional<String> complaint(JsonNode json, Shape shape, String where) {
        return switch (resolved(shape)) {
            case Plain plain -> is(json, plain) ? Optional.empty() : complaint(where, json, plain.name());
            case Word(var text) ->
                json.isString() && json.asString().equals(text) ? Optional.empty() : complaint(where, json, text);
            case ListOf(var element) -> elements(json, element, where);
            case MapOf(var value) -> values(json, value, where);
            case Members members -> members(json, members, where);
            case OneOf(var choices) -> {
                var complaints = new ArrayList<String>();
                for (var choice : choices) {
                    var complaint = complaint(json, choice, where);
                    if (complaint.isEmpty()) {
                        yield Optional.empty();
                    }
                    complaints.add(complaint.get());
                }
                yield Optional.of(String.join("; or ", complaints));
            }
            case Named unresolved -> throw new IllegalStateException("shape " + unresolved + " stands for itself");
        };
    }

    private static Optional<String> complaint(String where, JsonNode json, String expected) {
        return Optional.of(where + ": " + json + " (expected: " + expected + ")");
    }

    private static boolean is(JsonNode json, Plain plain) {
        return switch (plain) {
            case TEXT -> json.isString();
            case INT -> json.isIntegralNumber();
            case DECIMAL -> json.isNumber();
            case FLAG -> json.isBoolean();
            case TIME -> json.isString() && isTime(json.asString());
            case BASE64 -> json.isString() && isBase64(json.asString());
            case NULL -> json.isNull();
            case JSON -> true;
            case BYTES -> false;
        };
    }

    private static boolean isTime(String text) {
        try {
            return Instant.parse(text) != null;
        } catch (DateTimeParseException other) {
            return false;
        }
    }

    private static boolean isBase64(String text) {
        try {
            return Base64.getDecoder().decode(text) != null;
        } catch (IllegalArgumentException other) {
            return false;
        }
    }

    private Optional<String> elements(JsonNode json, Shape element, String where) {
        if (!json.isArray()) {
            return complaint(where, json, "a list");
        }
        for (var i = 0; i < json.size(); i++) {
            var wrong = complaint(json.path(i), element, where + "[" + i + "]");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> values(JsonNode json, Shape value, String where) {
        if (!(json instanceof ObjectNode object)) {
            return complaint(where, json, "an object");
        }
        for (var entry : object.properties()) {
            var wrong = complaint(entry.getValue(), value, where + "." + entry.getKey());
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<String> members(JsonNode json, Members members, String where) {
        if (!(json instanceof ObjectNode object)) {
            return complaint(where, json, "an object");
        }
        for (var name : object.propertyNames()) {
            if (!members.byName().containsKey(name)) {
                return Optional.of(where + ": unknown member " + name);
            }
        }
        for (var entry : members.byName().entrySet()) {
            var value = object.get(entry.getKey());
            if (value == null) {
                if (!entry.getValue().optional()) {
                    return Optional.of(where + ": no member " + entry.getKey());
                }
            } else {
                var wrong = complaint(value, entry.getValue().shape(), where + "." + entry.getKey());
                if (wrong.isPresent()) {
                    return wrong;
                }
            }
        }
        return Optional.empty();
    }
}
