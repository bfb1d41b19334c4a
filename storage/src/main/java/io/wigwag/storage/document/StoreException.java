package io.wigwag.storage.document;

/// Why the store did not do what it was asked. Unchecked, because it climbs through the engine's ports, which know
/// nothing of databases; sealed, so that whoever answers for it can name every case.
///
/// Messages name collections, indexes and fields, never values: they end in logs.
public abstract sealed class StoreException extends RuntimeException
        permits WriteConflict, DuplicateKey, StaleOwner, StoreUnavailable, DamagedDocument, ShreddedKeys {
    private static final long serialVersionUID = 1L;

    StoreException(String message) {
        super(message);
    }

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
