package io.wigwag.core.port;

import java.io.IOException;

/// A media host that can't be reached, or that stopped in the middle. Carries no stack, as it tells of the other side.
public final class MediaUnreachable extends IOException {
    private static final long serialVersionUID = 1;

    private final transient CloseReason reason;

    public MediaUnreachable(CloseReason reason) {
        super(reason.toString());
        this.reason = reason;
    }

    public CloseReason reason() {
        return reason;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
