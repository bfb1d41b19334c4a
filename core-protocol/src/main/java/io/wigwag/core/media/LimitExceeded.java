package io.wigwag.core.media;

/// More bytes than the caller is willing to take. Carries no stack, as it tells of the other side.
public final class LimitExceeded extends Exception {
    private static final long serialVersionUID = 1;

    LimitExceeded(long limit) {
        super("larger than " + limit + " bytes", null, false, false);
    }
}
