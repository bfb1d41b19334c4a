package io.wigwag.core.message.content;

import io.wigwag.proto.e2e.Message;

/// A message as it is on the wire, for kinds that this library has no type for yet.
///
/// @param kind the name of the field that holds the content; empty where there is none
/// @param text the words that were found in it
public record Raw(String kind, Message message, String text) implements Content {

    /// For sending.
    public static Raw of(String kind, Message message) {
        return new Raw(kind, message, "");
    }

    /// Without the content.
    @Override
    public String toString() {
        return "Raw[" + kind + "]";
    }
}
