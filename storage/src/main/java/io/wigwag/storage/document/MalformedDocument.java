package io.wigwag.storage.document;

/// Bytes that are not a document, or more than one.
public final class MalformedDocument extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedDocument(String what) {
        super(what, null, false, false);
    }
}
