package io.wigwag.core.noise;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.noise.HandshakeMessage;
import java.util.Optional;
import java.util.function.Predicate;

/// The responder: a server that waits for a client's hello. Used once, by one connection.
public final class ServerHandshake {

    /// What the server brings: its static key, one made for this connection, and the certificates for the former.
    public record Party(KeyPair identity, KeyPair ephemeral, Octets certificates) {}

    private final Party party;
    private final Octets prologue;

    /// `prologue` is the client's header as it came.
    public ServerHandshake(Party party, Octets prologue) {
        this.party = party;
        this.prologue = prologue;
    }

    /// Answers a hello of either form. A client that wants to resume is welcome when its identity `isKnown`; else it is
    /// asked for a first handshake, which it can always do.
    public Answer answer(Octets hello, Predicate<PublicKey> isKnown) throws HandshakeFailed {
        var message = HandshakeMessages.parse(hello);
        if (!message.hasClientHello()) {
            throw HandshakeMessages.missing("client hello");
        }
        var client = message.getClientHello();
        var ephemeral = HandshakeMessages.key(client.getEphemeral());
        if (!client.hasStatic() || !client.hasPayload()) {
            return first(Pattern.XX, ephemeral);
        }
        var resumed = resume(client, ephemeral, isKnown);
        return resumed.isPresent() ? resumed.get() : first(Pattern.XX_FALLBACK, ephemeral);
    }

    private Answer.Awaiting first(Pattern pattern, PublicKey client) throws HandshakeFailed {
        var state = new HandshakeState(pattern, prologue);
        state.mix(client);
        var ephemeral = party.ephemeral();
        state.mix(ephemeral.publicKey());
        state.agree(ephemeral.privateKey(), client);
        var identity = state.seal(party.identity().publicKey().raw());
        state.agree(party.identity().privateKey(), client);
        var certificates = state.seal(party.certificates().toArray());
        var hello = HandshakeMessages.answer(HandshakeMessage.ServerHello.newBuilder()
                .setEphemeral(HandshakeMessages.wrap(ephemeral.publicKey().raw()))
                .setStatic(HandshakeMessages.wrap(identity))
                .setPayload(HandshakeMessages.wrap(certificates)));
        return new Answer.Awaiting(hello, new AwaitingFinish(state, ephemeral));
    }

    /// Empty when the hello was sealed for another key of ours or by a stranger.
    private Optional<Answer> resume(
            HandshakeMessage.ClientHello client, PublicKey ephemeral, Predicate<PublicKey> isKnown) {
        var state = new HandshakeState(Pattern.IK, prologue);
        try {
            state.mix(party.identity().publicKey());
            state.mix(ephemeral);
            state.agree(party.identity().privateKey(), ephemeral);
            var identity = state.openKey(client.getStatic().toByteArray());
            state.agree(party.identity().privateKey(), identity);
            var payload = Octets.wrap(state.open(client.getPayload().toByteArray()));
            if (!isKnown.test(identity)) {
                return Optional.empty();
            }
            var own = party.ephemeral();
            state.mix(own.publicKey());
            state.agree(own.privateKey(), ephemeral);
            state.agree(own.privateKey(), identity);
            var certificates = state.seal(party.certificates().toArray());
            var hello = HandshakeMessages.answer(HandshakeMessage.ServerHello.newBuilder()
                    .setEphemeral(HandshakeMessages.wrap(own.publicKey().raw()))
                    .setPayload(HandshakeMessages.wrap(certificates)));
            var channel = state.split(false);
            own.privateKey().destroy();
            return Optional.of(new Answer.Resumed(hello, new Client(channel, identity, payload)));
        } catch (HandshakeFailed notForUs) {
            // Not an error: the way on is the fallback, where the client proves itself anew.
            return Optional.empty();
        } finally {
            state.wipe();
        }
    }

    /// The server's hello, and what comes after it.
    public sealed interface Answer {
        Octets hello();

        record Awaiting(Octets hello, AwaitingFinish next) implements Answer {}

        record Resumed(Octets hello, Client client) implements Answer {}
    }

    /// A client at the end of a handshake: who it is, what it said of itself, and the channel to it.
    public record Client(NoiseChannel channel, PublicKey identity, Octets payload) {}

    /// Waits for the client's finish.
    public static final class AwaitingFinish {
        private final HandshakeState state;
        private final KeyPair ephemeral;

        private AwaitingFinish(HandshakeState state, KeyPair ephemeral) {
            this.state = state;
            this.ephemeral = ephemeral;
        }

        public Client finish(Octets finish) throws HandshakeFailed {
            try {
                var message = HandshakeMessages.parse(finish);
                if (!message.hasClientFinish()) {
                    throw HandshakeMessages.missing("client finish");
                }
                var identity =
                        state.openKey(message.getClientFinish().getStatic().toByteArray());
                state.agree(ephemeral.privateKey(), identity);
                var payload = Octets.wrap(
                        state.open(message.getClientFinish().getPayload().toByteArray()));
                return new Client(state.split(false), identity, payload);
            } finally {
                state.wipe();
                ephemeral.privateKey().destroy();
            }
        }
    }
}
