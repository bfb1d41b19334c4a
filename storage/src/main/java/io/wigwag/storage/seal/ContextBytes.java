package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Names and numbers as bytes, so that no two different lists of them look the same: each text has its length
/// before it and each number a fixed size. A text that is no Unicode is refused, since its replacement would look
/// like another.
final class ContextBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    ContextBytes(String label) {
        text(label);
    }

    ContextBytes text(String text) {
        var encoded = utf8(text);
        number(encoded.length);
        bytes.writeBytes(encoded);
        return this;
    }

    ContextBytes octets(Octets octets) {
        number(octets.size());
        bytes.writeBytes(octets.toArray());
        return this;
    }

    ContextBytes scope(KeyScope scope) {
        return text(scope.tenant().name()).text(scope.owner());
    }

    ContextBytes number(int number) {
        return bigEndian(number, Integer.SIZE);
    }

    ContextBytes number(long number) {
        return bigEndian(number, Long.SIZE);
    }

    private ContextBytes bigEndian(long number, int bits) {
        for (var shift = bits - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            bytes.write((int) (number >>> shift));
        }
        return this;
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }

    Octets toOctets() {
        return Octets.wrap(toArray());
    }

    private static byte[] utf8(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        if (!new String(encoded, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("a name that is no Unicode text, " + text.length() + " characters");
        }
        return encoded;
    }
}
