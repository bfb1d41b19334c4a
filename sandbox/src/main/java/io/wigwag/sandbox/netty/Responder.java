package io.wigwag.sandbox.netty;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.core.noise.ServerHandshake;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.proto.noise.HandshakeMessage;
import io.wigwag.sandbox.fault.HandshakeFaults;
import io.wigwag.sandbox.fault.Place;
import io.wigwag.sandbox.server.Greeting;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The server's side of one handshake.
final class Responder {
    private final Doors doors;
    private final Intro intro;
    private final Place place;
    private ServerHandshake.@Nullable AwaitingFinish awaiting;
    private String pattern = "XX";

    Responder(Doors doors, Intro intro, Place place) {
        this.doors = doors;
        this.place = place;
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
        var wanted = HandshakeFaults.hello(doors.faults(), place);
        var party = new ServerHandshake.Party(
                doors.noise().server(),
                KeyPair.generate(doors.random()),
                doors.noise().chain(wanted.flaw()));
        // Whoever can seal for our key may come in this way; the login decides whether it may stay.
        var answer = new ServerHandshake(party, intro.prologue())
                .answer(wanted.first() ? asFirst(frame) : frame, _ -> wanted.resumes());
        send.accept(answer.hello());
        return switch (answer) {
            case ServerHandshake.Answer.Awaiting first -> {
                awaiting = first.next();
                pattern = !wanted.first() && resumes(frame) ? "fallback" : "XX";
                yield Optional.empty();
            }
            case ServerHandshake.Answer.Resumed resumed -> {
                pattern = "IK";
                yield Optional.of(resumed.client());
            }
        };
    }

    private static boolean resumes(Octets hello) throws HandshakeFailed {
        return read(hello).getClientHello().hasStatic();
    }

    /// A hello without what makes it one of a client that resumes.
    private static Octets asFirst(Octets frame) throws HandshakeFailed {
        var message = read(frame).toBuilder();
        message.getClientHelloBuilder().clearStatic().clearPayload();
        return Octets.wrap(message.build().toByteArray());
    }

    private static HandshakeMessage read(Octets frame) throws HandshakeFailed {
        try {
            return HandshakeMessage.parseFrom(frame.asBuffer());
        } catch (InvalidProtocolBufferException malformed) {
            throw new HandshakeFailed(HandshakeFailed.Reason.MALFORMED, "hello: " + malformed.getMessage());
        }
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
