package io.wigwag.storage.document;

/// Another document has the same key in a unique index, or the same id. Writes of the batch before it were done.
public final class DuplicateKey extends StoreException {
    private static final long serialVersionUID = 1L;

    private final transient Key key;
    private final String index;

    /// @param key of the document that could not be written
    /// @param index the index's name; that of [Index#BY_ID] when the id itself is taken
    public DuplicateKey(Key key, String index) {
        super("taken in index " + index + ": " + key);
        this.key = key;
        this.index = index;
    }

    public Key key() {
        return key;
    }

    public String index() {
        return index;
    }
}
