package io.wigwag.core.message.vcard;

/// A text that is no card.
public final class MalformedVCard extends Exception {
    private static final long serialVersionUID = 1;

    MalformedVCard(String message) {
        super(message, null, false, false);
    }
}
