package io.wigwag.core.id;

/// A text or a wire form that is no address. Carries no stack: it says something about the input, not about our code.
public final class MalformedJid extends Exception {
    private static final long serialVersionUID = 1;

    MalformedJid(String message) {
        super(message, null, false, false);
    }
}
