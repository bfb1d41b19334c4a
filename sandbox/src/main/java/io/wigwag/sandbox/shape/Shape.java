package io.wigwag.sandbox.shape;

import java.util.List;
import java.util.Map;

/// What a piece of JSON looks like.
public sealed interface Shape {
    /// What needs no further word.
    enum Plain implements Shape {
        TEXT,
        /// A whole number.
        INT,
        DECIMAL,
        FLAG,
        /// A moment, as RFC 3339 writes it.
        TIME,
        BASE64,
        NULL,
        /// Anything at all.
        JSON,
        /// No JSON, but bytes as they are.
        BYTES
    }

    /// One certain text.
    record Word(String text) implements Shape {}

    record ListOf(Shape element) implements Shape {}

    /// An object whose members have names that nobody knows beforehand.
    record MapOf(Shape value) implements Shape {}

    /// An object with these members and no others.
    record Members(Map<String, Member> byName) implements Shape {}

    record Member(Shape shape, boolean optional) {}

    /// Any one of several.
    record OneOf(List<Shape> choices) implements Shape {}

    /// A shape that has a name of its own.
    record Named(String name) implements Shape {}
}
