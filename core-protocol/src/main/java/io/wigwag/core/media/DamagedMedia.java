package io.wigwag.core.media;

/// Bytes that are not the file that was promised. Carries no stack, as it tells of the other side.
public final class DamagedMedia extends Exception {
    private static final long serialVersionUID = 1;

    /// What does not hold.
    public enum Fault {
        /// Fewer bytes than any sealed file has, or no whole blocks.
        CUT_SHORT,
        /// The code at its end, or its padding: another key, or changed bytes.
        CODE,
        /// The hash of the bytes as they came.
        SEALED_HASH,
        /// The hash of the opened file.
        HASH,
        /// Another size than announced.
        SIZE
    }

    private final Fault fault;

    DamagedMedia(Fault fault, String message) {
        super(message, null, false, false);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
