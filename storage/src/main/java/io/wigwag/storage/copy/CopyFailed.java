package io.wigwag.storage.copy;

/// The two stores do not hold the same, although everything was copied: somebody writes to one of them, or the target
/// was not empty. Names the collection, and never what is in it.
public final class CopyFailed extends Exception {
    private static final long serialVersionUID = 1L;

    CopyFailed(String message) {
        super(message);
    }
}
