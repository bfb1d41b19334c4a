package io.wigwag.core.message.content;

/// A sign under a message.
///
/// @param emoji empty to take an earlier one back
public record Reaction(MessageRef target, String emoji) implements Content {

    public static Reaction removal(MessageRef target) {
        return new Reaction(target, "");
    }

    public boolean removes() {
        return emoji.isEmpty();
    }

    @Override
    public String text() {
        return emoji;
    }
}
