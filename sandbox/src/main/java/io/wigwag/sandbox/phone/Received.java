package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.web.WebMessageInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A message that a phone has read.
///
/// @param seq its number in the phone's inbox, from 1
/// @param from the device that sent it
/// @param own whether the account itself sent it, by another of its devices
/// @param type as its stanza said
/// @param receipts the types of the receipts that the phone has sent for it
public record Received(
        long seq,
        String id,
        Jid chat,
        Jid from,
        boolean own,
        Instant at,
        String type,
        Message message,
        List<String> receipts) {
    public Received {
        receipts = List.copyOf(receipts);
    }

    /// The words in it, where it is a text or has a caption.
    public Optional<String> text() {
        return Contents.text(message);
    }

    /// Its JSON form, by the field names of the schema.
    public String json() {
        try {
            return JsonFormat.printer().omittingInsignificantWhitespace().print(message);
        } catch (InvalidProtocolBufferException impossible) {
            throw new IllegalStateException("a message without any-fields can't be printed", impossible);
        }
    }

    /// How the phone names it in reactions, edits and quotes.
    public MessageKey key() {
        var key = MessageKey.newBuilder()
                .setRemoteJid(chat.toString())
                .setFromMe(own)
                .setId(id);
        if (chat.isGroup() && !own) {
            key.setParticipant(from.bare().toString());
        }
        return key.build();
    }

    WebMessageInfo remembered() {
        var info =
                WebMessageInfo.newBuilder().setKey(key()).setMessage(message).setMessageTimestamp(at.getEpochSecond());
        if (chat.isGroup() && !own) {
            info.setParticipant(from.bare().toString());
        }
        return info.build();
    }

    Received with(String receipt) {
        var all = new ArrayList<>(receipts);
        all.add(receipt);
        return new Received(seq, id, chat, from, own, at, type, message, all);
    }
}
