package io.wigwag.sandbox.phone;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.SignalFailure;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.ProtocolMessage;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.PersonaSeat;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/// Who speaks to an account's companions as its device 0: the phone where there is one, and the persona of an account
/// whose device 0 is a companion.
final class DeviceZero {
    private static final int ID_BYTES = 15;
    private static final int REMEMBERED = 1_000;

    private final Exchange exchange;
    private final Account account;
    private final OwnKeys keys;
    private final Sessions sessions;
    private final SenderKeys senderKeys;
    /// What was said to companions, in case one asks for it again.
    private final Map<String, Message> peerMessages = new LinkedHashMap<>();
    private final Consumer<String> changed;

    private DeviceZero(Exchange exchange, Account account, OwnKeys keys, Changes changes) {
        this.exchange = exchange;
        this.account = account;
        this.keys = keys;
        changed = changes.parts();
        sessions = new Sessions(
                own(account),
                keys,
                exchange.random(),
                device -> changed.accept(PersonaSection.session(device.toString())),
                owner -> exchange.forEach(feature -> feature.keyTaken(owner)));
        senderKeys = new SenderKeys(exchange.random(), changes.senderKeys());
    }

    /// Who hears of its keys.
    ///
    /// @param parts is told of what is new, another or gone by the names that [PersonaSection] knows
    record Changes(Consumer<String> parts, SenderKeys.Changes senderKeys) {
        /// A new one-time key raises the highest number, too.
        private void ofKey(int id) {
            parts.accept(PersonaSection.key(id));
            parts.accept("");
        }
    }

    static DeviceZero make(Exchange exchange, Account account, Changes changes) {
        var keys = new OwnKeys(own(account), exchange.random(), changes::ofKey);
        return new DeviceZero(exchange, account, keys, changes);
    }

    private static OwnIdentity own(Account account) {
        var persona = account.persona();
        return new OwnIdentity(persona.identity(), persona.registrationId());
    }

    /// With keys as they are kept, and nothing else as yet.
    static DeviceZero restore(Exchange exchange, Account account, JsonNode keys, Changes changes) throws InvalidKey {
        return new DeviceZero(exchange, account, OwnKeys.restored(keys, exchange.random(), changes::ofKey), changes);
    }

    Account account() {
        return account;
    }

    OwnKeys keys() {
        return keys;
    }

    Sessions sessions() {
        return sessions;
    }

    /// Its keys in groups.
    SenderKeys senderKeys() {
        return senderKeys;
    }

    /// An id as phones make them.
    String newId() {
        var random = new byte[ID_BYTES];
        exchange.random().nextBytes(random);
        return "AC" + HexFormat.of().formatHex(random).toUpperCase(Locale.ROOT);
    }

    /// What was said to companions, by id.
    Map<String, Message> said() {
        return peerMessages;
    }

    boolean wrote(String messageId) {
        return peerMessages.containsKey(messageId);
    }

    /// What was said to a companion under an id.
    Optional<Message> said(String id) {
        return Optional.ofNullable(peerMessages.get(id));
    }

    /// A message about the account itself, for one of its companions.
    Node peerMessage(Device companion, ProtocolMessage.Builder content) throws SignalFailure {
        return peerMessage(companion, newId(), content);
    }

    Node peerMessage(Device companion, String id, ProtocolMessage.Builder content) throws SignalFailure {
        var message = Message.newBuilder().setProtocolMessage(content).build();
        remember(id, message);
        return peerStanza(companion, id, message, Optional.empty());
    }

    private void remember(String id, Message message) {
        peerMessages.put(id, message);
        changed.accept(PersonaSection.said(id));
        if (peerMessages.size() > REMEMBERED) {
            var eldest = peerMessages.keySet().iterator().next();
            peerMessages.remove(eldest);
            changed.accept(PersonaSection.said(eldest));
        }
    }

    /// The same message once more, for a companion that could not read it; empty where it is not known any more.
    Optional<Node> again(Device companion, String id, int count) throws SignalFailure {
        var message = peerMessages.get(id);
        return message == null ? Optional.empty() : Optional.of(peerStanza(companion, id, message, Optional.of(count)));
    }

    private Node peerStanza(Device companion, String id, Message message, Optional<Integer> count)
            throws SignalFailure {
        var encrypted = sessions.encrypt(companion, pad(message));
        return Node.tag("message")
                .attribute("from", PersonaSeat.address(companion, exchange.settings()))
                .attribute("id", id)
                .attribute("t", exchange.clock().seconds())
                .attribute("type", "text")
                .attribute("category", "peer")
                .child(Node.tag("enc")
                        .attribute("v", "2")
                        .attribute("type", encrypted.type().wireName())
                        .attribute("count", count)
                        .bytes(encrypted.ciphertext()))
                .build();
    }

    Octets pad(Message message) {
        return Padding.pad(message.toByteArray(), exchange.random());
    }
}
