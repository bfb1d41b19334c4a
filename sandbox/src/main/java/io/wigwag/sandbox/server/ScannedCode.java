package io.wigwag.sandbox.server;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import java.util.Base64;
import java.util.List;

/// What a phone reads from a QR code. Read by the sandbox's own rules, apart from the engine that writes such codes.
public record ScannedCode(String ref, PublicKey noiseKey, PublicKey identity, Octets advSecret) {
    private static final int SECRET = 32;
    private static final int KEYS = 3;

    /// Reads the text of a code: bare or behind an address, with the letter of the client's kind or without.
    public static ScannedCode parse(String text) throws LinkRefused {
        var line = text.strip();
        if (line.startsWith("https://")) {
            line = line.substring(line.indexOf('#') + 1);
        }
        var fields = List.of(line.split(",", -1));
        if (fields.size() < KEYS + 1) {
            throw LinkRefused.badRequest("not a QR line: it has " + fields.size() + " fields (expected: 4 or 5)");
        }
        var hasKind = fields.size() > KEYS + 1;
        var firstKey = fields.size() - KEYS - (hasKind ? 1 : 0);
        var secret = bytes(fields.get(firstKey + 2), "ADV secret");
        if (secret.length != SECRET) {
            throw LinkRefused.badRequest("ADV secret: " + secret.length + " bytes (expected: 32)");
        }
        return new ScannedCode(
                String.join(",", fields.subList(0, firstKey)),
                key(fields.get(firstKey), "Noise key"),
                key(fields.get(firstKey + 1), "identity key"),
                Octets.wrap(secret));
    }

    private static PublicKey key(String field, String name) throws LinkRefused {
        try {
            return PublicKey.of(bytes(field, name));
        } catch (InvalidKey invalid) {
            throw LinkRefused.badRequest(name + ": " + invalid.getMessage());
        }
    }

    private static byte[] bytes(String field, String name) throws LinkRefused {
        try {
            return Base64.getDecoder().decode(field);
        } catch (IllegalArgumentException invalid) {
            throw LinkRefused.badRequest(name + ": not base64");
        }
    }
}
