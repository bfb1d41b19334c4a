package io.wigwag.core.media;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/// Seals what a device and its phone say about one message's file, bound to the message's id:
/// `<encrypt><enc_p>ciphertext and tag</enc_p><enc_iv>12 bytes</enc_iv></encrypt>`.
final class MediaRetryKey {
    private static final byte[] INFO = "WhatsApp Media Retry Notification".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_SALT = {};
    private static final int SIZE = 32;

    private final byte[] key;
    private final byte[] message;

    MediaRetryKey(MediaKey file, MessageId message) {
        this.key = Hkdf.derive(file.bytes().toArray(), NO_SALT, INFO, SIZE);
        this.message = message.value().getBytes(StandardCharsets.UTF_8);
    }

    Node seal(byte[] plaintext, SecureRandom random) {
        var nonce = new byte[AesGcm.NONCE];
        random.nextBytes(nonce);
        return Node.tag("encrypt")
                .child(Node.tag("enc_p").bytes(Octets.wrap(AesGcm.seal(key, nonce, message, plaintext))))
                .child(Node.tag("enc_iv").bytes(Octets.wrap(nonce)))
                .build();
    }

    byte[] open(Node encrypt) throws MalformedNode {
        var nonce = encrypt.requireChild("enc_iv").requireBytes();
        var sealed = encrypt.requireChild("enc_p").requireBytes();
        if (nonce.size() != AesGcm.NONCE) {
            throw new MalformedNode("enc_iv: " + nonce.size() + " bytes");
        }
        try {
            return AesGcm.open(key, nonce.toArray(), message, sealed.toArray());
        } catch (DecryptionFailed foreign) {
            throw new MalformedNode("enc_p: sealed for another message or file");
        }
    }
}
