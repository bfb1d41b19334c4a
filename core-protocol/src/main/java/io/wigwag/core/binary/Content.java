package io.wigwag.core.binary;

import io.wigwag.core.octets.Octets;

/// What a node holds beside its attributes.
public sealed interface Content permits Content.None, Children, Content.Bytes, Content.Text {
    Content NONE = new None();

    /// Nothing was written at all; an empty list of children is something else.
    record None() implements Content {}

    /// Raw bytes, printable or not.
    record Bytes(Octets value) implements Content {}

    /// A text that the wire itself marks as one: a token, a packed text or an address. Any other text arrives as bytes,
    /// so a program that expects text asks for [Node#text()], which reads either.
    record Text(String value) implements Content {}
}
