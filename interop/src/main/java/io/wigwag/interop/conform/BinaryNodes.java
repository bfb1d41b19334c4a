package io.wigwag.interop.conform;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeDecoder;
import io.wigwag.core.binary.NodeEncoder;
import io.wigwag.core.binary.NodeText;
import io.wigwag.core.binary.TokenDictionary;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.InflaterInputStream;

/// `binary-nodes.json`: nodes to bytes and back.
final class BinaryNodes implements VectorSuite {
    @Override
    public String file() {
        return "binary-nodes.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        var encoded = encoded(vector);
        var decoded = decode(encoded);
        switch (vector.kind()) {
            case "both" -> {
                var node = VectorNode.read(vector.get("node"));
                unlessSame("decoded", vector.has("decoded") ? VectorNode.read(vector.get("decoded")) : node, decoded);
                var ours = new NodeEncoder(TokenDictionary.version3()).encode(node);
                unlessSame("decoded from our own bytes", decoded, decode(ours));
                Mismatch.unlessSame("encoded again", ours, encode(decode(ours)));
                if (vector.get("secondOpinion").get("sameEncoding").asBoolean()) {
                    Mismatch.unlessSame("encoded", encoded, ours);
                }
            }
            case "decode" -> unlessSame("decoded", VectorNode.read(vector.get("decoded")), decoded);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    static byte[] encoded(VectorCase vector) throws IOException {
        if (vector.has("encoded")) {
            return vector.hex("encoded");
        }
        try (var in = new InflaterInputStream(new ByteArrayInputStream(vector.base64("encodedZ")))) {
            return in.readAllBytes();
        }
    }

    static Node decode(byte[] frame) throws Exception {
        return new NodeDecoder(TokenDictionary.version3(), DecodeLimits.DEFAULT).decode(frame);
    }

    static byte[] encode(Node node) {
        return new NodeEncoder(TokenDictionary.version3()).encode(node);
    }

    private static void unlessSame(String what, Node expected, Node actual) throws Mismatch {
        if (!expected.equals(actual)) {
            throw new Mismatch(
                    what, NodeText.exact().of(expected), NodeText.exact().of(actual));
        }
    }
}
