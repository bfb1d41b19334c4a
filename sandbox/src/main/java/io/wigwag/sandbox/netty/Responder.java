package io.wigwag.sandbox.netty;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.core.noise.ServerHandshake;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.sandbox.identity.NoiseIdentity;
import io.wigwag.sandbox.server.Greeting;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The server's side of one handshake.
final class Responder {
    private final Doors doors;
    private final Intro intro;
    private ServerHandshake.@Nullable AwaitingFinish awaiting;
    private String pattern = "XX";

    Responder(Doors doors, Intro intro) {
        this.doors = doors;
        this.intro = intro;
    }

    int dictionary() {
        return intro.dictionary();
    }

    /// Takes the client's next frame; who it is, once that is proven.
    Optional<ServerHandshake.Client> next(Octets frame, Consumer<Octets> send) throws HandshakeFailed {
        if (awaiting != null) {
            return Optional.of(awaiting.finish(frame));
        }
        var party = new ServerHandshake.Party(
                doors.noise().server(),
                KeyPair.generate(doors.random()),
                doors.noise().chain(NoiseIdentity.Flaw.NONE));
        // Whoever can seal for our key may come in this way; the login decides whether it may stay.
        var answer = new ServerHandshake(party, intro.prologue()).answer(frame, _ -> true);
        send.accept(answer.hello());
        return switch (answer) {
            case ServerHandshake.Answer.Awaiting first -> {
                awaiting = first.next();
                yield Optional.empty();
            }
            case ServerHandshake.Answer.Resumed resumed -> {
                pattern = "IK";
                yield Optional.of(resumed.client());
            }
        };
    }

    Greeting greeting(ServerHandshake.Client client, String host) throws HandshakeFailed {
        try {
            var payload = ClientPayload.parseFrom(client.payload().asBuffer());
            return new Greeting(client.identity(), payload, pattern, intro.dictionary(), host);
        } catch (InvalidProtocolBufferException malformed) {
            throw new HandshakeFailed(HandshakeFailed.Reason.MALFORMED, "client payload: " + malformed.getMessage());
        }
    }
}
