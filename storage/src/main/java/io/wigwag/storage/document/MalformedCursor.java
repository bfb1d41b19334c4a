package io.wigwag.storage.document;

/// A text that is not a cursor of this query.
public final class MalformedCursor extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedCursor() {
        super("not a cursor of this query", null, false, false);
    }
}
