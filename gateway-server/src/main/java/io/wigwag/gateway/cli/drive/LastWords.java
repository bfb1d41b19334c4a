package io.wigwag.gateway.cli.drive;

import io.wigwag.core.binary.Node;
import io.wigwag.core.link.NodeTap;
import java.util.OptionalInt;

/// The number in the server's goodbye, as harnesses compare it among clients. Written by the connection's thread,
/// before the device hears of the goodbye.
final class LastWords implements NodeTap {
    private static final int NONE = -1;

    private volatile int code = NONE;

    @Override
    public void received(Node node) {
        if (node.is("stream:error")) {
            hear(node, "code");
        } else if (node.is("failure")) {
            hear(node, "reason");
        }
    }

    private void hear(Node goodbye, String attribute) {
        code = goodbye.attributes()
                .text(attribute)
                .filter(text -> text.matches("\\d{1,4}"))
                .map(Integer::parseInt)
                .orElse(NONE);
    }

    @Override
    public void sent(Node node) {
        // The goodbye is the server's.
    }

    /// What it was, once.
    OptionalInt take() {
        var heard = code;
        code = NONE;
        return heard == NONE ? OptionalInt.empty() : OptionalInt.of(heard);
    }
}
