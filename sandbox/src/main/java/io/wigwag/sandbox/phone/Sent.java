package io.wigwag.sandbox.phone;

import io.wigwag.core.id.Jid;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.web.WebMessageInfo;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

/// A message that a phone has sent, and what became of it at once.
///
/// @param chat where it was sent to
/// @param refusal why the service did not take it, if it did not
public record Sent(String id, Jid chat, Instant at, Message message, OptionalInt refusal, List<Copy> copies) {
    /// The fate of what one device gets.
    public enum Fate {
        DELIVERED,
        QUEUED,
        REFUSED
    }

    public record Copy(Jid device, Fate fate) {}

    public Sent {
        copies = List.copyOf(copies);
    }

    public boolean isRefused() {
        return refusal.isPresent();
    }

    WebMessageInfo remembered() {
        return WebMessageInfo.newBuilder()
                .setKey(key())
                .setMessage(message)
                .setMessageTimestamp(at.getEpochSecond())
                .setStatus(WebMessageInfo.Status.SERVER_ACK)
                .build();
    }

    /// How its sender names it in edits, revocations and reactions.
    public MessageKey key() {
        return MessageKey.newBuilder()
                .setRemoteJid(chat.toString())
                .setFromMe(true)
                .setId(id)
                .build();
    }
}
