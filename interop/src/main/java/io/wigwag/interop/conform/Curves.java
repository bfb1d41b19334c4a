package io.wigwag.interop.conform;

import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PrivateKey;
import io.wigwag.core.crypto.PublicKey;

/// `curve.json`: agreement, public keys, signatures.
final class Curves implements VectorSuite {
    @Override
    public String file() {
        return "curve.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "agreement" -> agreement(vector);
            case "publicKey" ->
                Mismatch.unlessSame(
                        "public key",
                        vector.hex("public"),
                        PrivateKey.of(vector.hex("private")).publicKey().typed());
            case "sign" -> signature(vector);
            case "verify" -> Mismatch.unlessSame("verdict", vector.get("valid").asBoolean(), verdict(vector));
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void agreement(VectorCase vector) throws Exception {
        try {
            var shared = Curve.agree(PrivateKey.of(vector.hex("private")), publicKey(vector.hex("public")));
            if (vector.has("throws")) {
                throw new Mismatch("keys that agree on nothing", "refused", "agreed");
            }
            Mismatch.unlessSame("shared secret", vector.hex("shared"), shared);
        } catch (InvalidKey e) {
            if (!vector.has("throws")) {
                throw e;
            }
        }
    }

    private static void signature(VectorCase vector) throws Exception {
        var key = PrivateKey.of(vector.hex("private"));
        var message = vector.hex("message");
        Mismatch.unlessSame("signature", vector.hex("signatureXeddsa"), Curve.sign(key, message, vector.hex("random")));
        for (var maker : new String[] {"signatureXeddsa", "signatureBaileys", "signatureOther"}) {
            Mismatch.unlessSame(maker, true, Curve.verify(publicKey(vector.hex("public")), message, vector.hex(maker)));
        }
    }

    private static boolean verdict(VectorCase vector) {
        try {
            return Curve.verify(publicKey(vector.hex("public")), vector.hex("message"), vector.hex("signature"));
        } catch (InvalidKey notAKey) {
            // The file counts a wrong size or type byte as a signature that is not valid.
            return false;
        }
    }

    private static PublicKey publicKey(byte[] bytes) throws InvalidKey {
        return bytes.length == PublicKey.SIZE ? PublicKey.of(bytes) : PublicKey.ofTyped(bytes);
    }
}
