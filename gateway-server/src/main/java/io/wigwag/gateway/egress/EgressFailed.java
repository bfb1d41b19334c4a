package io.wigwag.gateway.egress;

/// An errand that came to nothing, and what kind of nothing.
public final class EgressFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final Kind kind;

    /// What kind.
    public enum Kind {
        /// We do not go there; trying again changes nothing.
        NOT_ALLOWED,
        /// Nothing answered, or not in time.
        NOT_REACHED,
        /// What came was no answer.
        MALFORMED,
        /// More came than was allowed.
        TOO_LARGE
    }

    EgressFailed(Kind kind, String detail) {
        super(detail, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
