package io.wigwag.core.binary;

/// Bytes that are no node, or a node that lacks what its reader needs. Carries no stack: it says something about the
/// other side, not about our code, and a hostile one must not make us pay for traces.
public final class MalformedNode extends Exception {
    private static final long serialVersionUID = 1;

    public MalformedNode(String message) {
        super(message, null, false, false);
    }
}
