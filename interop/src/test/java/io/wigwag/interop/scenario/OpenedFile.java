package io.wigwag.interop.scenario;

import com.google.protobuf.ByteString;
import io.wigwag.core.crypto.AesCbc;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.media.Blobs;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// What a phone's owner finds in a message with a file.
final class OpenedFile {
    private static final int MAC = 10;

    private OpenedFile() {}

    static Octets of(Message message, Blobs host) throws Exception {
        return switch (message) {
            case Message it
            when it.hasImageMessage() -> {
                var file = it.getImageMessage();
                yield open(host, file.getDirectPath(), file.getMediaKey(), "Image");
            }
            case Message it
            when it.hasVideoMessage() -> {
                var file = it.getVideoMessage();
                yield open(host, file.getDirectPath(), file.getMediaKey(), "Video");
            }
            case Message it
            when it.hasAudioMessage() -> {
                var file = it.getAudioMessage();
                yield open(host, file.getDirectPath(), file.getMediaKey(), "Audio");
            }
            case Message it
            when it.hasDocumentMessage() -> {
                var file = it.getDocumentMessage();
                yield open(host, file.getDirectPath(), file.getMediaKey(), "Document");
            }
            case Message it
            when it.hasStickerMessage() -> {
                var file = it.getStickerMessage();
                yield open(host, file.getDirectPath(), file.getMediaKey(), "Image");
            }
            default -> throw new IllegalArgumentException("no file in " + message);
        };
    }

    private static Octets open(Blobs host, String path, ByteString key, String kind) throws Exception {
        var name = ("WhatsApp " + kind + " Keys").getBytes(StandardCharsets.US_ASCII);
        var keys = Hkdf.derive(key.toByteArray(), new byte[32], name, 112);
        var iv = Arrays.copyOf(keys, 16);
        var file = host.find(path).orElseThrow().content().bytes();
        var ciphertext = file.slice(0, file.size() - MAC);
        var mac = HmacSha256.of(Arrays.copyOfRange(keys, 48, 80), iv, ciphertext.toArray());
        if (!Octets.wrap(mac).slice(0, MAC).equals(file.slice(file.size() - MAC, file.size()))) {
            throw new IllegalArgumentException("the file's code is wrong");
        }
        return Octets.wrap(AesCbc.decrypt(Arrays.copyOfRange(keys, 16, 48), iv, ciphertext.toArray()));
    }
}
