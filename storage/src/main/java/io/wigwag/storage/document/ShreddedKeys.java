package io.wigwag.storage.document;

/// The keys that these documents were sealed with were destroyed, on purpose: what they held is gone for good, and
/// nothing new can be kept in their place.
public final class ShreddedKeys extends StoreException {
    private static final long serialVersionUID = 1L;

    public ShreddedKeys(String message) {
        super(message);
    }
}
