package io.wigwag.sandbox.phone;

import static java.util.Objects.requireNonNull;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.signal.OwnIdentity;
import io.wigwag.core.signal.PreKeyBundle;
import io.wigwag.core.signal.PreKeyMessage;
import io.wigwag.core.signal.SessionCipher;
import io.wigwag.core.signal.SessionRecord;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Greeting;
import io.wigwag.sandbox.server.Line;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PreKeys;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A companion for tests that is linked without the talk of linking, and reads what it is sent with the engine's Signal
/// code. Used on the world's thread.
final class LinkedCompanion implements Line {
    private static final int SIGNED_ID = 7;

    private final Exchange exchange;
    private final SecureRandom random;
    private final KeyPair noise;
    private final OwnIdentity own;
    private final KeyPair signed;
    private final Map<Integer, KeyPair> oneTime = new HashMap<>();
    private final SessionCipher cipher;
    private final Map<String, SessionRecord> sessions = new HashMap<>();
    private final Device device;
    final List<Node> heard = new ArrayList<>();
    private @Nullable Connection connection;

    LinkedCompanion(Exchange exchange, Account account, SecureRandom random) {
        this.exchange = exchange;
        this.random = random;
        noise = KeyPair.generate(random);
        own = OwnIdentity.generate(random);
        signed = KeyPair.generate(random);
        cipher = new SessionCipher(own, () -> KeyPair.generate(random));
        var signature = Curve.sign(own.keys().privateKey(), signed.publicKey().typed(), random);
        var number = account.nextDevice(exchange.settings().personaDevice);
        var keyIndex = account.nextKeyIndex();
        account.reserve(number, keyIndex);
        device = account.addCompanion(
                number,
                keyIndex,
                new Device.Registration(
                        noise.publicKey(),
                        own.publicKey(),
                        own.registrationId(),
                        new PreKeys.Signed(SIGNED_ID, signed.publicKey().octets(), Octets.wrap(signature))),
                Octets.EMPTY,
                exchange.clock().instant());
    }

    Device device() {
        return device;
    }

    void publishPreKey(int id) {
        var keys = KeyPair.generate(random);
        oneTime.put(id, keys);
        device.preKeys().add(new PreKeys.OneTime(id, keys.publicKey().octets()));
    }

    /// Logs in and says that it is active; what it hears from then on is the drain.
    void logIn() {
        heard.clear();
        var payload = ClientPayload.newBuilder()
                .setUsername(Long.parseLong(device.account().number()))
                .setDevice(device.number())
                .build();
        connection = exchange.opened(this, new Greeting(noise.publicKey(), payload, "XX", 3, "localhost"));
        say(Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("id", "active-" + random.nextInt(1_000_000))
                .attribute("type", "set")
                .attribute("xmlns", "passive")
                .child(Node.of("active"))
                .build());
    }

    void say(Node stanza) {
        exchange.handle(requireNonNull(connection), stanza);
    }

    void logOff() {
        exchange.closed(requireNonNull(connection));
    }

    List<Node> messages() {
        return heard.stream().filter(stanza -> stanza.is("message")).toList();
    }

    /// Reads a message with one `enc`; sessions are kept by sender's user.
    Message read(Node stanza) throws Exception {
        var sender = stanza.attributes().requireJid("from").toString();
        return Message.parseFrom(
                Padding.unpad(open(sender, stanza.requireChild("enc"))).asBuffer());
    }

    private Octets open(String sender, Node enc) throws Exception {
        var record = sessions.getOrDefault(sender, SessionRecord.EMPTY);
        if (enc.attributes().is("type", "msg")) {
            var received = cipher.decrypt(record, enc.requireBytes());
            sessions.put(sender, received.session());
            return received.plaintext();
        }
        var first = PreKeyMessage.parse(enc.requireBytes().toArray());
        var received = cipher.decryptFirst(
                record,
                first,
                new SessionCipher.NamedPreKeys(
                        first.signedPreKeyId() == SIGNED_ID ? Optional.of(signed) : Optional.empty(),
                        first.preKeyId().isPresent()
                                ? Optional.ofNullable(
                                        oneTime.get(first.preKeyId().getAsInt()))
                                : Optional.empty()));
        sessions.put(sender, received.session());
        return received.plaintext();
    }

    /// Begins a session with a device, with the keys that it has published.
    void begin(String name, Device with) throws Exception {
        var signedKey = with.preKeys().signed();
        var bundle = new PreKeyBundle(
                with.identity(),
                with.registrationId(),
                new PreKeyBundle.SignedKey(signedKey.id(), PublicKey.of(signedKey.value()), signedKey.signature()),
                Optional.empty());
        sessions.put(name, cipher.begin(sessions.getOrDefault(name, SessionRecord.EMPTY), bundle));
    }

    /// Knows a sender by another address from now on, as clients do once they have learnt that both are one.
    void renamed(String from, String to) {
        var session = sessions.remove(from);
        if (session != null) {
            sessions.put(to, session);
        }
    }

    /// Encrypts for a sender that it has a session with.
    Node seal(String to, Message message) throws Exception {
        var sent = cipher.encrypt(
                sessions.getOrDefault(to, SessionRecord.EMPTY), Padding.pad(message.toByteArray(), random));
        sessions.put(to, sent.session());
        return Node.tag("enc")
                .attribute("v", "2")
                .attribute("type", sent.encrypted().type().wireName())
                .bytes(sent.encrypted().ciphertext())
                .build();
    }

    @Override
    public void send(Node stanza) {
        heard.add(stanza);
    }

    @Override
    public void close() {}

    @Override
    public void reset() {}

    @Override
    public String remote() {
        return "test";
    }
}
