package io.wigwag.core.link;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.frame.MalformedFrame;
import io.wigwag.core.noise.ChannelBroken;
import io.wigwag.core.noise.HandshakeFailed;
import java.io.IOException;

/// A link that cannot go on. Close the connection: no byte after this one can be trusted.
public final class LinkBroken extends IOException {
    private static final long serialVersionUID = 1;

    /// What broke it.
    public enum Cause {
        /// Not a frame, or one above the limit.
        FRAME,
        /// The server could not prove who it is; the exception's cause says why.
        HANDSHAKE,
        /// A frame did not open.
        SEAL,
        /// A frame's plaintext is no node.
        NODE,
        /// Bytes came after the end.
        AFTER_END,
        /// The end came in the middle of a frame.
        CUT_SHORT
    }

    private final Cause what;

    LinkBroken(Cause what, String message) {
        super(message);
        this.what = what;
    }

    LinkBroken(MalformedFrame cause) {
        super(cause.getMessage(), cause);
        this.what = Cause.FRAME;
    }

    LinkBroken(HandshakeFailed cause) {
        super(cause.getMessage(), cause);
        this.what = Cause.HANDSHAKE;
    }

    LinkBroken(ChannelBroken cause) {
        super(cause.getMessage(), cause);
        this.what = Cause.SEAL;
    }

    LinkBroken(MalformedNode cause) {
        super(cause.getMessage(), cause);
        this.what = Cause.NODE;
    }

    public Cause what() {
        return what;
    }
}
