package io.wigwag.storage.document;

/// A stored document cannot be what was written: a field is missing or of another kind, or a sealed one does not
/// open. It concerns this document alone; others load as before.
public final class DamagedDocument extends StoreException {
    private static final long serialVersionUID = 1L;

    public DamagedDocument(String message) {
        super(message);
    }

    public DamagedDocument(String message, Throwable cause) {
        super(message, cause);
    }
}
