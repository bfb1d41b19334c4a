package io.wigwag.storage.copy;

import io.wigwag.storage.document.DocumentBytes;
import io.wigwag.storage.document.StoredDocument;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// How many documents a collection has, and one hash over all of them in their order: tenants, ids, versions, fields.
public record Fingerprint(long count, String hash) {

    /// Adds up documents; one use, one owner.
    static final class Counting {
        private final MessageDigest digest = sha256();
        private long count;

        void add(StoredDocument stored) {
            count++;
            sized(stored.tenant().name().getBytes(StandardCharsets.UTF_8));
            sized(stored.id().getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, stored.version()));
            sized(DocumentBytes.write(stored.document()).toArray());
        }

        Fingerprint done() {
            return new Fingerprint(count, HexFormat.of().formatHex(digest.digest()));
        }

        /// With its size in front, so that no two lists of values run together into the same bytes.
        private void sized(byte[] bytes) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JDK has it", impossible);
            }
        }
    }
}
