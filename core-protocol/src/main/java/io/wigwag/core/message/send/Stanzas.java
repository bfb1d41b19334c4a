package io.wigwag.core.message.send;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.core.message.codec.StanzaTraits;
import io.wigwag.core.message.secret.MalformedAddOn;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.secret.ReportingToken;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.Encrypted;
import io.wigwag.proto.e2e.Message;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The parts that all message stanzas are made of.
final class Stanzas {
    private final Optional<Octets> deviceIdentity;

    /// `deviceIdentity` is that by which our account vouches for us; a phone has none.
    Stanzas(Optional<Octets> deviceIdentity) {
        this.deviceIdentity = deviceIdentity;
    }

    NodeBuilder message(String id, Jid to, StanzaTraits traits) {
        return Node.tag("message")
                .attribute("to", to)
                .attribute("id", id)
                .attribute("type", traits.type().name().toLowerCase(Locale.ROOT))
                .attribute("edit", traits.edit().map(StanzaTraits.Edit::value));
    }

    NodeBuilder enc(Encrypted message, StanzaTraits traits) {
        var enc = Node.tag("enc")
                .attribute("v", "2")
                .attribute("type", message.type().wireName())
                .attribute("mediatype", traits.mediaType());
        if (traits.hidesFailure()) {
            enc.attribute("decrypt-fail", "hide");
        }
        return enc.bytes(message.ciphertext());
    }

    /// A ciphertext for each device, in a list of devices.
    NodeBuilder participants(Map<Jid, Encrypted> messages, StanzaTraits traits) {
        var participants = Node.tag("participants");
        messages.forEach((device, message) ->
                participants.child(Node.tag("to").attribute("jid", device).child(enc(message, traits))));
        return participants;
    }

    /// What stands beside the ciphertexts for the server's eyes.
    void describe(NodeBuilder stanza, Letter letter, StanzaTraits traits) {
        traits.children().forEach(stanza::child);
        letter.extras().forEach(stanza::child);
    }

    /// By which the service recognises a message, should somebody who got it report it.
    ///
    /// @param chat under the name that the stanza uses
    /// @param self we, in the same space of names
    static Optional<Node> reporting(Letter letter, Jid chat, Jid self) {
        var message = letter.message();
        var secret = message.getMessageContextInfo().getMessageSecret();
        if (secret.size() != MessageSecret.SIZE || isAddOn(message)) {
            return Optional.empty();
        }
        try {
            return ReportingToken.of(
                            Octets.wrap(message.toByteArray()),
                            new MessageSecret(Octets.wrap(secret.toByteArray())),
                            letter.id(),
                            self.bare(),
                            chat)
                    .map(ReportingToken::toNode);
        } catch (MalformedAddOn unforeseen) {
            throw new IllegalStateException("a message of ours can't be read", unforeseen);
        }
    }

    private static boolean isAddOn(Message message) {
        return message.hasReactionMessage()
                || message.hasEncReactionMessage()
                || message.hasEncEventResponseMessage()
                || message.hasPollUpdateMessage()
                || message.hasKeepInChatMessage();
    }

    /// Tells receivers of a first message who vouches for us.
    void vouch(NodeBuilder stanza, Sealed sealed) {
        if (sealed.beginsSession()) {
            deviceIdentity.ifPresent(
                    statement -> stanza.child(Node.tag("device-identity").bytes(statement)));
        }
    }
}
