package io.wigwag.core.message.codec;

import com.google.protobuf.ByteString;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.SealedAddOn;
import io.wigwag.core.message.secret.AddOn;
import io.wigwag.core.message.secret.Sealed;
import io.wigwag.proto.e2e.EncCommentMessage;
import io.wigwag.proto.e2e.EncEventResponseMessage;
import io.wigwag.proto.e2e.EncReactionMessage;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.e2e.PollUpdateMessage;
import io.wigwag.proto.e2e.SecretEncryptedMessage;
import io.wigwag.proto.e2e.SecretEncryptedMessage.SecretEncType;
import java.time.Instant;
import java.util.Optional;

/// What is sealed with the secret of another message.
final class SealedCodec {
    private SealedCodec() {}

    static void write(SealedAddOn addOn, Message.Builder out, Instant now) {
        var key = RefCodec.write(addOn.target());
        var payload = ProtoValues.bytes(addOn.sealed().payload());
        var iv = ProtoValues.bytes(addOn.sealed().iv());
        switch (addOn.kind()) {
            case POLL_VOTE -> {
                var update = out.getPollUpdateMessageBuilder()
                        .setPollCreationMessageKey(key)
                        .setSenderTimestampMs(now.toEpochMilli());
                update.getVoteBuilder().setEncPayload(payload).setEncIv(iv);
            }
            case EVENT_RESPONSE ->
                out.setEncEventResponseMessage(EncEventResponseMessage.newBuilder()
                        .setEventCreationMessageKey(key)
                        .setEncPayload(payload)
                        .setEncIv(iv));
            case REACTION ->
                out.setEncReactionMessage(EncReactionMessage.newBuilder()
                        .setTargetMessageKey(key)
                        .setEncPayload(payload)
                        .setEncIv(iv));
            case COMMENT ->
                out.setEncCommentMessage(EncCommentMessage.newBuilder()
                        .setTargetMessageKey(key)
                        .setEncPayload(payload)
                        .setEncIv(iv));
            case MESSAGE_EDIT -> secret(SecretEncType.MESSAGE_EDIT, key, payload, iv, out);
            case EVENT_EDIT -> secret(SecretEncType.EVENT_EDIT, key, payload, iv, out);
            case POLL_EDIT -> secret(SecretEncType.POLL_EDIT, key, payload, iv, out);
            case POLL_OPTION -> secret(SecretEncType.POLL_ADD_OPTION, key, payload, iv, out);
        }
    }

    private static void secret(
            SecretEncType type, MessageKey key, ByteString payload, ByteString iv, Message.Builder out) {
        out.setSecretEncryptedMessage(SecretEncryptedMessage.newBuilder()
                .setSecretEncType(type)
                .setTargetMessageKey(key)
                .setEncPayload(payload)
                .setEncIv(iv));
    }

    static Optional<Content> read(PollUpdateMessage update) {
        return update.hasVote()
                ? addOn(
                        update.getPollCreationMessageKey(),
                        AddOn.POLL_VOTE,
                        update.getVote().getEncPayload(),
                        update.getVote().getEncIv())
                : Optional.empty();
    }

    static Optional<Content> read(EncEventResponseMessage response) {
        return addOn(
                response.getEventCreationMessageKey(),
                AddOn.EVENT_RESPONSE,
                response.getEncPayload(),
                response.getEncIv());
    }

    static Optional<Content> read(EncReactionMessage reaction) {
        return addOn(reaction.getTargetMessageKey(), AddOn.REACTION, reaction.getEncPayload(), reaction.getEncIv());
    }

    static Optional<Content> read(EncCommentMessage comment) {
        return addOn(comment.getTargetMessageKey(), AddOn.COMMENT, comment.getEncPayload(), comment.getEncIv());
    }

    static Optional<Content> read(SecretEncryptedMessage secret) {
        var kind = switch (secret.getSecretEncType()) {
            case MESSAGE_EDIT -> Optional.of(AddOn.MESSAGE_EDIT);
            case EVENT_EDIT -> Optional.of(AddOn.EVENT_EDIT);
            case POLL_EDIT -> Optional.of(AddOn.POLL_EDIT);
            case POLL_ADD_OPTION -> Optional.of(AddOn.POLL_OPTION);
            case UNKNOWN, MESSAGE_SCHEDULE, UNRECOGNIZED -> Optional.<AddOn>empty();
        };
        return kind.flatMap(
                known -> addOn(secret.getTargetMessageKey(), known, secret.getEncPayload(), secret.getEncIv()));
    }

    private static Optional<Content> addOn(MessageKey key, AddOn kind, ByteString payload, ByteString iv) {
        return RefCodec.read(key)
                .map(target ->
                        new SealedAddOn(target, kind, new Sealed(ProtoValues.octets(payload), ProtoValues.octets(iv))));
    }
}
