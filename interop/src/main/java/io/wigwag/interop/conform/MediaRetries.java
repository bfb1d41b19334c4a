package io.wigwag.interop.conform;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryAnswer.Reason;
import io.wigwag.core.media.MediaRetryRequest;
import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// An expired file is asked for once more.
final class MediaRetries {
    private MediaRetries() {}

    static void exchange(VectorCase vector) throws Exception {
        var key = new MediaKey(Octets.wrap(vector.hex("mediaKey")));
        var message = vector.part(json -> json.required("key"));
        var participant = message.has("participant")
                ? Optional.of(Jid.parse(message.text("participant")))
                : Optional.<Jid>empty();
        var place = new MediaRetryRequest.Place(
                Jid.parse(message.text("remoteJid")), message.get("fromMe").asBoolean(), participant);
        var request = vector.part(json -> json.required("request"));
        var asked = new MediaRetryRequest(new MessageId(message.text("id")), key, Optional.of(place))
                .toNode(Jid.parse(vector.text("meId")), new ScriptedRandom(request.hex("iv")));
        Mismatch.unlessSame("request", VectorNode.read(request.get("stanza")), asked);
        answer(vector.part(json -> json.required("response")), key);
    }

    private static void answer(VectorCase response, MediaKey key) throws Exception {
        var stanza = VectorNode.read(response.get("stanza"));
        if (response.has("expect")) {
            try {
                throw new Mismatch(
                        "response",
                        response.text("expect"),
                        MediaRetryAnswer.read(stanza, key).toString());
            } catch (MalformedNode refused) {
                return;
            }
        }
        var answer = MediaRetryAnswer.read(stanza, key);
        Mismatch.unlessSame("result", response.text("result"), result(answer));
        if (answer instanceof MediaRetryAnswer.Reuploaded(var path)) {
            Mismatch.unlessSame("path", response.text("directPath"), path.value());
        }
    }

    private static String result(MediaRetryAnswer answer) {
        return switch (answer) {
            case MediaRetryAnswer.Reuploaded _ -> "SUCCESS";
            case MediaRetryAnswer.Gone _ -> "NOT_FOUND";
            case MediaRetryAnswer.Failed(var reason) -> reason == Reason.GENERAL ? "GENERAL_ERROR" : "DECRYPTION_ERROR";
        };
    }

    static void error(VectorCase vector) throws Exception {
        Node stanza = VectorNode.read(vector.get("stanza"));
        var expected = switch (vector.get("code").asInt()) {
            case 2 -> "NOT_FOUND";
            case 3 -> "DECRYPTION_ERROR";
            default -> "GENERAL_ERROR";
        };
        var answer = MediaRetryAnswer.read(stanza, new MediaKey(Octets.wrap(new byte[MediaKey.SIZE])));
        Mismatch.unlessSame("result", expected, result(answer));
    }
}
