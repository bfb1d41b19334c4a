package io.wigwag.core.noise;

import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.noise.HandshakeMessage;
import java.time.Instant;

/// A client that has said hello and waits for the server's answer: `XX` when it does not know the server yet, `IK` when
/// it comes back to one whose key it has seen proven. Used once; the ephemeral key is destroyed with it.
public sealed interface ClientHandshake permits ClientHandshake.First, ClientHandshake.Resume {

    /// What the client brings: its long-lived key, one made for this connection, and what it says of itself once that
    /// can be sealed.
    record Party(KeyPair identity, KeyPair ephemeral, Octets payload) {}

    /// The message to send first.
    Octets hello();

    /// Reads the server's answer. A failure ends the connection; nothing of this handshake can be used again.
    Established answer(Octets answer, TrustRoot root, Instant now) throws HandshakeFailed;

    static ClientHandshake first(Party party, Octets prologue) {
        return new First(party, prologue);
    }

    /// Sends the payload at once, sealed for `server`. The server may decline; then this turns into a first handshake.
    static ClientHandshake resume(Party party, Octets prologue, PublicKey server) throws HandshakeFailed {
        return new Resume(party, prologue, server);
    }

    /// Noise XX.
    final class First implements ClientHandshake {
        private final Party party;
        private final HandshakeState state;

        private First(Party party, Octets prologue) {
            this(party, new HandshakeState(Pattern.XX, prologue));
        }

        private First(Party party, HandshakeState state) {
            this.party = party;
            this.state = state;
            state.mix(party.ephemeral().publicKey());
        }

        @Override
        public Octets hello() {
            return HandshakeMessages.hello(HandshakeMessage.ClientHello.newBuilder()
                    .setEphemeral(
                            HandshakeMessages.wrap(party.ephemeral().publicKey().raw())));
        }

        @Override
        public Established answer(Octets answer, TrustRoot root, Instant now) throws HandshakeFailed {
            try {
                return finish(serverHello(answer), root, now);
            } finally {
                state.wipe();
                party.ephemeral().privateKey().destroy();
            }
        }

        private Established finish(HandshakeMessage.ServerHello hello, TrustRoot root, Instant now)
                throws HandshakeFailed {
            var own = party.ephemeral().privateKey();
            var ephemeral = HandshakeMessages.key(hello.getEphemeral());
            state.mix(ephemeral);
            state.agree(own, ephemeral);
            var server = state.openKey(hello.getStatic().toByteArray());
            state.agree(own, server);
            var until = CertificateChain.verify(state.open(hello.getPayload().toByteArray()), root, server, now);
            var identity = state.seal(party.identity().publicKey().raw());
            state.agree(party.identity().privateKey(), ephemeral);
            var payload = state.seal(party.payload().toArray());
            return new Established.Proven(
                    state.split(true), server, until, HandshakeMessages.finish(identity, payload));
        }
    }

    /// Noise IK, and XXfallback where the server wants that.
    final class Resume implements ClientHandshake {
        private final Party party;
        private final Octets prologue;
        private final PublicKey server;
        private final HandshakeState state;
        private final Octets hello;

        private Resume(Party party, Octets prologue, PublicKey server) throws HandshakeFailed {
            this.party = party;
            this.prologue = prologue;
            this.server = server;
            state = new HandshakeState(Pattern.IK, prologue);
            state.mix(server);
            state.mix(party.ephemeral().publicKey());
            state.agree(party.ephemeral().privateKey(), server);
            var identity = state.seal(party.identity().publicKey().raw());
            state.agree(party.identity().privateKey(), server);
            var payload = state.seal(party.payload().toArray());
            hello = HandshakeMessages.hello(HandshakeMessage.ClientHello.newBuilder()
                    .setEphemeral(
                            HandshakeMessages.wrap(party.ephemeral().publicKey().raw()))
                    .setStatic(HandshakeMessages.wrap(identity))
                    .setPayload(HandshakeMessages.wrap(payload)));
        }

        @Override
        public Octets hello() {
            return hello;
        }

        @Override
        public Established answer(Octets answer, TrustRoot root, Instant now) throws HandshakeFailed {
            try {
                var message = serverHello(answer);
                if (message.hasStatic()) {
                    var fallback = new First(party, new HandshakeState(Pattern.XX_FALLBACK, prologue));
                    return fallback.answer(answer, root, now);
                }
                var ephemeral = HandshakeMessages.key(message.getEphemeral());
                state.mix(ephemeral);
                state.agree(party.ephemeral().privateKey(), ephemeral);
                state.agree(party.identity().privateKey(), ephemeral);
                // The certificate inside is not read again: the key it speaks of is the one we already know.
                state.open(message.getPayload().toByteArray());
                return new Established.Resumed(state.split(true), server);
            } finally {
                state.wipe();
                party.ephemeral().privateKey().destroy();
            }
        }
    }

    private static HandshakeMessage.ServerHello serverHello(Octets answer) throws HandshakeFailed {
        var message = HandshakeMessages.parse(answer);
        if (!message.hasServerHello()) {
            throw HandshakeMessages.missing("server hello");
        }
        return message.getServerHello();
    }
}
