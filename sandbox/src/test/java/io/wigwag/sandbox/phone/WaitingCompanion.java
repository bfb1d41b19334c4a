package io.wigwag.sandbox.phone;

import com.google.protobuf.ByteString;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.Curve;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.pairing.ClientType;
import io.wigwag.core.pairing.CodePairingStanzas;
import io.wigwag.core.pairing.CompanionCard;
import io.wigwag.core.pairing.CompanionPairing;
import io.wigwag.core.pairing.LinkedIdentity;
import io.wigwag.core.pairing.PairSuccess;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Greeting;
import io.wigwag.sandbox.server.Line;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A companion that wants to be linked by code, with the engine's own code for that. On the world's thread.
final class WaitingCompanion implements Line {
    private final Exchange exchange;
    private final SecureRandom random;
    private final KeyPair noise;
    private final KeyPair identity;
    private final Connection connection;
    private final CompanionPairing pairing;
    final List<Node> heard = new ArrayList<>();
    private Octets advSecret = Octets.EMPTY;
    private int lastId;

    WaitingCompanion(Exchange exchange, String code, SecureRandom random) {
        this.exchange = exchange;
        this.random = random;
        noise = KeyPair.generate(random);
        identity = KeyPair.generate(random);
        pairing = CompanionPairing.begin(new PairingCode(code), random);
        var signed = KeyPair.generate(random);
        var signature = Curve.sign(identity.privateKey(), signed.publicKey().typed(), random);
        var registration = ClientPayload.DevicePairingRegistrationData.newBuilder()
                .setERegid(ByteString.copyFrom(ByteBuffer.allocate(4).putInt(77).array()))
                .setEKeytype(ByteString.copyFrom(new byte[] {5}))
                .setEIdent(ByteString.copyFrom(identity.publicKey().raw()))
                .setESkeyId(ByteString.copyFrom(new byte[] {0, 0, 1}))
                .setESkeyVal(ByteString.copyFrom(signed.publicKey().raw()))
                .setESkeySig(ByteString.copyFrom(signature));
        connection = exchange.opened(
                this,
                new Greeting(
                        noise.publicKey(),
                        ClientPayload.newBuilder()
                                .setDevicePairingData(registration)
                                .build(),
                        "XX",
                        3,
                        "localhost"));
    }

    void ask(Jid account) {
        ask(account, "Chrome (Mac OS)");
    }

    void ask(Jid account, String display) {
        exchange.handle(
                connection,
                CodePairingStanzas.companionHello(
                        "hello-" + ++lastId,
                        account,
                        pairing,
                        new CompanionCard(noise.publicKey(), ClientType.CHROME, display)));
    }

    /// The answer to the last query.
    Node answer() {
        return heard.stream()
                .filter(stanza -> stanza.is("iq") && !stanza.attributes().is("type", "set"))
                .reduce((_, later) -> later)
                .orElseThrow();
    }

    Optional<Node> pairSuccess() {
        return heard.stream()
                .filter(stanza -> stanza.child("pair-success").isPresent())
                .findFirst();
    }

    void say(Node stanza) {
        exchange.handle(connection, stanza);
    }

    @Override
    public void send(Node stanza) {
        heard.add(stanza);
        try {
            if (stanza.is("notification")) {
                finish(CodePairingStanzas.primaryHello(stanza));
            } else if (stanza.child("pair-success").isPresent()) {
                sign(stanza);
            }
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void finish(CodePairingStanzas.FromPhone fromPhone) throws Exception {
        var finished = pairing.finish(fromPhone.hello(), identity, random);
        advSecret = finished.advSecret();
        exchange.loop()
                .execute(() -> say(CodePairingStanzas.companionFinish(
                        "finish-" + ++lastId, Jid.SERVER, fromPhone.ref(), finished.message())));
    }

    private void sign(Node iq) throws Exception {
        var success = PairSuccess.parse(iq);
        var signed = LinkedIdentity.accept(success.container(), advSecret, identity, random)
                .identity();
        exchange.loop().execute(() -> say(success.reply(signed)));
    }

    boolean isOpen() {
        return connection.isOpen();
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
