package io.wigwag.core.message.codec;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.content.MessageRef;
import io.wigwag.proto.e2e.MessageKey;
import java.util.Optional;

/// How messages name each other.
final class RefCodec {
    private static final int LONGEST_ID = 128;

    private RefCodec() {}

    static MessageKey write(MessageRef ref) {
        var key = MessageKey.newBuilder()
                .setRemoteJid(ref.chat().toString())
                .setFromMe(ref.own())
                .setId(ref.id().value());
        ref.author().map(Jid::toString).ifPresent(key::setParticipant);
        return key.build();
    }

    static Optional<MessageRef> read(MessageKey key) {
        return ProtoValues.jid(key.getRemoteJid())
                .flatMap(chat -> id(key.getId())
                        .map(id -> new MessageRef(chat, key.getFromMe(), id, ProtoValues.jid(key.getParticipant()))));
    }

    static Optional<MessageId> id(String text) {
        return text.isEmpty() || text.length() > LONGEST_ID ? Optional.empty() : Optional.of(new MessageId(text));
    }
}
