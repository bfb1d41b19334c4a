package io.wigwag.interop.conform;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;

/// `binary-nodes-invalid.json`: damaged bytes. Whatever a decoder makes of them, it is a node or an orderly refusal;
/// where two implementations refuse, so do we.
final class InvalidBinaryNodes implements VectorSuite {
    @Override
    public String file() {
        return "binary-nodes-invalid.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        Node node;
        try {
            node = BinaryNodes.decode(BinaryNodes.encoded(vector));
        } catch (MalformedNode refusal) {
            return;
        }
        if (vector.json().path("throws").asBoolean(false)
                && vector.json().path("secondOpinionThrows").asBoolean(false)) {
            throw new Mismatch("accepted", "a refusal", node.toString());
        }
        Mismatch.unlessSame("decoded from our own bytes", node, BinaryNodes.decode(BinaryNodes.encode(node)));
    }
}
