package io.wigwag.core.message.content;

/// Words about another message, under it.
public record Comment(MessageRef target, Draft said) implements Content {

    @Override
    public String text() {
        return said.content().text();
    }
}
