package io.wigwag.core.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;

/// Chooses who computes X25519: Conscrypt when it is on the class path, loads and answers rightly, else BouncyCastle.
final class Agreements {
    private static final HexFormat HEX = HexFormat.of();
    /// The two single-step examples of RFC 7748, section 5.2 (scalars clamped): scalar, u, result.
    private static final String[][] KNOWN = {
        {
            "a046e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449a44",
            "e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c",
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552"
        },
        {
            "4866e9d4d1b4673c5ad22691957d6af5c11b6421e0ea01d42ca4169e7918ba4d",
            "e5210f12786811d3f4b7959d0538ae2c31dbe7106fc03c3efc4cd549c715a413",
            "95cbde9476e8907d7aade45cb4b873f88b595a68799fa152e6f8f7647aac7957"
        }
    };

    private Agreements() {}

    /// `wanted` is empty for the best one there is, or the name of the one that must be used.
    static Agreement choose(String wanted) {
        return switch (wanted) {
            case "own" -> tested(new OwnAgreement());
            case "bouncycastle" -> tested(new BouncyCastleAgreement());
            case "conscrypt" -> conscrypt();
            case "" -> best();
            default ->
                throw new IllegalArgumentException("wigwag.curve is own, bouncycastle or conscrypt, not " + wanted);
        };
    }

    private static Agreement best() {
        try {
            return conscrypt();
        } catch (IllegalStateException missing) {
            // It is optional: not on the class path, or without its native part for this machine.
            return tested(new BouncyCastleAgreement());
        }
    }

    private static Agreement conscrypt() {
        try {
            return tested(new ConscryptAgreement());
        } catch (GeneralSecurityException | LinkageError e) {
            throw new IllegalStateException("Conscrypt cannot be used here", e);
        }
    }

    /// The same object, if it answers rightly.
    static Agreement tested(Agreement agreement) {
        for (var known : KNOWN) {
            var shared = agreement.agree(HEX.parseHex(known[0]), HEX.parseHex(known[1]));
            if (!Arrays.equals(shared, HEX.parseHex(known[2]))) {
                throw new IllegalStateException(agreement.name() + " computes X25519 wrongly on this machine");
            }
        }
        return agreement;
    }
}
