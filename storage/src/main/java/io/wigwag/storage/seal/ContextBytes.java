package io.wigwag.storage.seal;

import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
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
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(encoded.remaining()).array());
        bytes.write(encoded.array(), encoded.arrayOffset() + encoded.position(), encoded.remaining());
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
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(number).array());
        return this;
    }

    ContextBytes number(long number) {
        bytes.writeBytes(ByteBuffer.allocate(8).putLong(number).array());
        return this;
    }

    byte[] toArray() {
        return bytes.toByteArray();
    }

    Octets toOctets() {
        return Octets.wrap(toArray());
    }

    private static ByteBuffer utf8(String text) {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a name that is no Unicode text, " + text.length() + " characters", e);
        }
    }
}
