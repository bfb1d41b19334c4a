package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.AesGcm;
import io.wigwag.core.crypto.DecryptionFailed;
import io.wigwag.core.crypto.Hkdf;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.media.MediaRetryNotification;
import io.wigwag.proto.media.MediaRetryNotification.ResultType;
import io.wigwag.proto.media.ServerErrorReceipt;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;

/// Answers companions that found a file gone from the media host: the phone uploads it once more, if it still can.
final class MediaRetries {
    private static final byte[] INFO = "WhatsApp Media Retry Notification".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY = 32;

    private final Exchange exchange;
    private final Supplier<Uploads> uploads;

    MediaRetries(Exchange exchange, Supplier<Uploads> uploads) {
        this.exchange = exchange;
        this.uploads = uploads;
    }

    /// @param file of the message that the companion asks about, where the phone has that message
    void answer(Device companion, Node receipt, Optional<MediaRef> file) throws MalformedNode {
        var id = receipt.attributes().requireText("id");
        var notification = Stanzas.notification(
                "mediaretry", companion.account().pn(), id, exchange.clock().seconds());
        if (file.isEmpty()) {
            notification.child(Node.tag("error").attribute("code", ResultType.NOT_FOUND.getNumber()));
        } else if (!asksFor(receipt, id, file.get())) {
            notification.child(Node.tag("error").attribute("code", ResultType.DECRYPTION_ERROR.getNumber()));
        } else {
            notification.child(sealed(result(id, file.get()), id, file.get()));
        }
        receipt.child("rmr").ifPresent(notification::child);
        exchange.delivery().deliver(companion, Kind.NOTIFICATION, notification.build());
    }

    private MediaRetryNotification result(String id, MediaRef file) {
        var result = MediaRetryNotification.newBuilder().setStanzaId(id);
        return uploads.get()
                .again(file.path())
                .map(path -> result.setResult(ResultType.SUCCESS).setDirectPath(path))
                .orElseGet(() -> result.setResult(ResultType.NOT_FOUND))
                .build();
    }

    private static boolean asksFor(Node receipt, String id, MediaRef file) throws MalformedNode {
        var encrypted = receipt.requireChild("encrypt");
        try {
            var opened = AesGcm.open(
                    key(file),
                    encrypted.requireChild("enc_iv").requireBytes().toArray(),
                    text(id),
                    encrypted.requireChild("enc_p").requireBytes().toArray());
            return ServerErrorReceipt.parseFrom(opened).getStanzaId().equals(id);
        } catch (DecryptionFailed | InvalidProtocolBufferException foreign) {
            return false;
        }
    }

    private Node sealed(MediaRetryNotification result, String id, MediaRef file) {
        var iv = new byte[AesGcm.NONCE];
        exchange.random().nextBytes(iv);
        return Node.tag("encrypt")
                .child(Node.tag("enc_p").bytes(Octets.wrap(AesGcm.seal(key(file), iv, text(id), result.toByteArray()))))
                .child(Node.tag("enc_iv").bytes(Octets.wrap(iv)))
                .build();
    }

    private static byte[] key(MediaRef file) {
        return Hkdf.derive(file.key().toArray(), new byte[0], INFO, KEY);
    }

    private static byte[] text(String id) {
        return id.getBytes(StandardCharsets.US_ASCII);
    }
}
