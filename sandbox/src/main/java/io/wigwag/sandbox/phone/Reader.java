package io.wigwag.sandbox.phone;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.EncType;
import io.wigwag.core.signal.RetryReason;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.proto.e2e.Message;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.Device;
import java.util.Optional;

/// How a phone reads a message stanza: the ciphertexts of its session first, for they may bring the key of the others.
final class Reader {
    private final Accounts accounts;
    private final Sessions sessions;
    private final SenderKeys senderKeys;

    Reader(Accounts accounts, Sessions sessions, SenderKeys senderKeys) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.senderKeys = senderKeys;
    }

    /// Who wrote a message, and in which chat.
    record Envelope(Device sender, Jid from, Jid chat, String id) {}

    Envelope envelope(Node stanza) throws MalformedNode {
        var attributes = stanza.attributes();
        var from = attributes.requireJid("from");
        var author = attributes.jid("participant").orElse(from);
        var sender = accounts.device(author).orElseThrow(() -> new MalformedNode("message: from nobody: " + author));
        var chat = attributes.jid("recipient").orElse(from).bare();
        return new Envelope(sender, author, chat, attributes.requireText("id"));
    }

    /// The content; empty where the message only brought a key, or was read before.
    Optional<Message> read(Envelope envelope, Node stanza) throws MalformedNode, UnreadableMessage {
        var content = Message.newBuilder();
        for (var enc : stanza.children("enc")) {
            if (!enc.attributes().is("type", EncType.SKMSG.wireName())) {
                open(envelope, enc).ifPresent(content::mergeFrom);
            }
        }
        for (var enc : stanza.children("enc")) {
            if (enc.attributes().is("type", EncType.SKMSG.wireName())) {
                open(envelope, enc).ifPresent(content::mergeFrom);
            }
        }
        if (stanza.children("enc").isEmpty()) {
            throw new UnreadableMessage("a message without a ciphertext", RetryReason.UNKNOWN);
        }
        var message = content.clearSenderKeyDistributionMessage().build();
        return message.getSerializedSize() == 0 ? Optional.empty() : Optional.of(message);
    }

    private Optional<Message> open(Envelope envelope, Node enc) throws MalformedNode, UnreadableMessage {
        try {
            var message = parse(Padding.unpad(decrypt(envelope, enc)));
            if (message.hasSenderKeyDistributionMessage()) {
                accept(envelope, message);
            }
            return Optional.of(message.hasDeviceSentMessage() ? unwrapped(message) : message);
        } catch (SignalFailure.DuplicateMessage again) {
            return Optional.empty();
        } catch (SignalFailure failure) {
            throw new UnreadableMessage(
                    String.valueOf(failure.getMessage()), failure.retryReason().orElse(RetryReason.UNKNOWN));
        }
    }

    private Octets decrypt(Envelope envelope, Node enc) throws SignalFailure, MalformedNode, UnreadableMessage {
        var ciphertext = enc.requireBytes();
        return switch (enc.attributes().requireText("type")) {
            case "pkmsg" -> sessions.decrypt(envelope.sender(), EncType.PKMSG, ciphertext);
            case "msg" -> sessions.decrypt(envelope.sender(), EncType.MSG, ciphertext);
            case "skmsg" -> senderKeys.open(envelope.chat(), envelope.sender(), ciphertext);
            case String other -> throw new UnreadableMessage("a ciphertext of type " + other);
        };
    }

    private void accept(Envelope envelope, Message message) throws SignalFailure, UnreadableMessage {
        var given = message.getSenderKeyDistributionMessage();
        try {
            senderKeys.accept(
                    Jid.parse(given.getGroupId()),
                    envelope.sender(),
                    Octets.wrap(given.getAxolotlSenderKeyDistributionMessage().toByteArray()));
        } catch (MalformedJid malformed) {
            throw new UnreadableMessage("a key for no group: " + malformed.getMessage());
        }
    }

    private static Message unwrapped(Message copy) {
        return copy.getDeviceSentMessage().getMessage();
    }

    private static Message parse(Octets plaintext) throws UnreadableMessage {
        try {
            return Message.parseFrom(plaintext.asBuffer());
        } catch (InvalidProtocolBufferException malformed) {
            throw new UnreadableMessage("not a message: " + malformed.getMessage());
        }
    }
}
