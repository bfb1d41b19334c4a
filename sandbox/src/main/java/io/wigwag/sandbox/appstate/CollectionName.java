package io.wigwag.sandbox.appstate;

import java.util.Optional;
import java.util.stream.Stream;

/// The collections that every account has.
public enum CollectionName {
    CRITICAL_BLOCK("critical_block"),
    CRITICAL_UNBLOCK_LOW("critical_unblock_low"),
    REGULAR_HIGH("regular_high"),
    REGULAR("regular"),
    REGULAR_LOW("regular_low");

    private final String text;

    CollectionName(String text) {
        this.text = text;
    }

    public static Optional<CollectionName> of(String text) {
        return Stream.of(values()).filter(name -> name.text.equals(text)).findFirst();
    }

    /// As it stands in stanzas.
    @Override
    public String toString() {
        return text;
    }
}
