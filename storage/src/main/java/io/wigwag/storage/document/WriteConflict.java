package io.wigwag.storage.document;

/// The document is not as the writer believed: another version, a condition that does not hold, or not there at
/// all. Writes of the batch before it were done. Load it again and decide anew.
public final class WriteConflict extends StoreException {
    private static final long serialVersionUID = 1L;

    private final transient Key key;

    public WriteConflict(Key key) {
        super("a document is not as expected: " + key);
        this.key = key;
    }

    public Key key() {
        return key;
    }
}
