package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import java.util.OptionalInt;

/// Reads numbers of stanzas that count even when a detail of theirs can't be read: refusals and goodbyes.
public final class Lenient {
    private Lenient() {}

    /// A number from 0 up; none where there is no such thing.
    public static OptionalInt number(Node node, String attribute) {
        var text = node.attributes().text(attribute);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            var value = Integer.parseInt(text.get());
            return value < 0 ? OptionalInt.empty() : OptionalInt.of(value);
        } catch (NumberFormatException unreadable) {
            // The stanza still means what its tag says.
            return OptionalInt.empty();
        }
    }
}
