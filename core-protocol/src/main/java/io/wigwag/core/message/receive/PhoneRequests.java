package io.wigwag.core.message.receive;

import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.MessageKey;
import io.wigwag.proto.e2e.PeerDataOperationRequestMessage;
import io.wigwag.proto.e2e.PeerDataOperationRequestType;
import io.wigwag.proto.e2e.ProtocolMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks our own phone for messages that we could not read. Requests are gathered for a moment, as failures come in
/// flocks; a message is not asked for again while the phone may still answer, which it was seen to do after half a
/// minute.
public final class PhoneRequests {
    /// How long requests are gathered.
    public static final Duration GATHERING = Duration.ofMillis(200);
    /// How long the phone has to answer.
    public static final Duration PATIENCE = Duration.ofMinutes(2);
    /// Messages in one request.
    static final int BATCH = 32;
    /// Beyond this nothing more is asked for: the phone would not manage.
    static final int MOST_WAITING = 256;

    private final InstantSource clock;
    private final Map<MessageKey, Instant> wanted = new LinkedHashMap<>();
    private final Map<MessageKey, Instant> asked = new LinkedHashMap<>();

    public PhoneRequests(InstantSource clock) {
        this.clock = clock;
    }

    /// Wants a message; false when it is asked for already, or too many are.
    public boolean want(MessageKey key) {
        expire();
        if (wanted.containsKey(key) || asked.containsKey(key) || wanted.size() + asked.size() >= MOST_WAITING) {
            return false;
        }
        wanted.put(key, clock.instant());
        return true;
    }

    /// What to ask the phone for now: each a message to our own phone.
    public List<Message> due() {
        expire();
        var now = clock.instant();
        var first = wanted.values().stream().findFirst();
        if (first.isEmpty() || now.isBefore(first.get().plus(GATHERING))) {
            return List.of();
        }
        var keys = List.copyOf(wanted.keySet());
        var requests = new ArrayList<Message>();
        for (var from = 0; from < keys.size(); from += BATCH) {
            requests.add(request(keys.subList(from, Math.min(from + BATCH, keys.size()))));
        }
        keys.forEach(key -> asked.put(key, now));
        wanted.clear();
        return requests;
    }

    /// When the next request is due.
    public Optional<Instant> nextDue() {
        return wanted.values().stream().findFirst().map(at -> at.plus(GATHERING));
    }

    /// The message came, from the phone or from its author after all.
    public void found(MessageKey key) {
        wanted.remove(key);
        asked.remove(key);
    }

    private void expire() {
        var now = clock.instant();
        asked.values().removeIf(at -> !now.isBefore(at.plus(PATIENCE)));
    }

    /// A message as the phone finds it: by the account that the chat is with, never by a device.
    public static MessageKey key(Envelope envelope) {
        var key = MessageKey.newBuilder()
                .setRemoteJid(envelope.place().chat().account().toString())
                .setFromMe(envelope.author().own())
                .setId(envelope.id().value());
        var chat = envelope.place().chat();
        if ((chat.isGroup() || chat.isBroadcast()) && !envelope.author().own()) {
            var author = envelope.author().device().account();
            key.setParticipant(author.toString());
        }
        return key.build();
    }

    private static Message request(List<MessageKey> keys) {
        var operation = PeerDataOperationRequestMessage.newBuilder()
                .setPeerDataOperationRequestType(PeerDataOperationRequestType.PLACEHOLDER_MESSAGE_RESEND);
        keys.forEach(key -> operation.addPlaceholderMessageResendRequest(
                PeerDataOperationRequestMessage.PlaceholderMessageResendRequest.newBuilder()
                        .setMessageKey(key)));
        return Message.newBuilder()
                .setProtocolMessage(ProtocolMessage.newBuilder()
                        .setType(ProtocolMessage.Type.PEER_DATA_OPERATION_REQUEST_MESSAGE)
                        .setPeerDataOperationRequestMessage(operation))
                .build();
    }
}
