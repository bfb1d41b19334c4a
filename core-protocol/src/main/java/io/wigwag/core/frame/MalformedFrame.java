package io.wigwag.core.frame;

import java.io.IOException;

/// A stream that does not follow the form of frames, so that nothing after this point can be read.
public final class MalformedFrame extends IOException {
    private static final long serialVersionUID = 1;

    public MalformedFrame(String message) {
        super(message);
    }
}
