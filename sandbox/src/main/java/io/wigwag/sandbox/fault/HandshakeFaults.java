package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.identity.NoiseIdentity;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Login;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Device;
import java.util.Optional;

/// What goes wrong while a client and the server get to know each other.
public final class HandshakeFaults implements Login.Gate {
    private final Faults faults;

    public HandshakeFaults(Faults faults) {
        this.faults = faults;
    }

    /// What the server does with a client's hello.
    ///
    /// @param resumes whether a client that wants to resume may
    /// @param first whether every hello counts as that of a first handshake
    public record Hello(NoiseIdentity.Flaw flaw, boolean resumes, boolean first) {}

    /// Asked once for each handshake.
    public static Hello hello(Faults faults, Place place) {
        var flaw = NoiseIdentity.Flaw.NONE;
        var resumes = true;
        var first = false;
        for (var action : faults.fire(Layer.HANDSHAKE, Direction.OUT, place, HandshakeFaults::isOfHello)) {
            switch (action) {
                case Action.BadCertificate(var wanted) -> flaw = wanted;
                case Action.ForceFallback() -> resumes = false;
                default -> first = true;
            }
        }
        return new Hello(flaw, resumes, first);
    }

    private static boolean isOfHello(Action action) {
        return action instanceof Action.OnHandshake && !(action instanceof Action.LoginFailure);
    }

    @Override
    public Optional<Node> refusal(Connection connection, Device device) {
        var place = new Place();
        place.is(connection);
        place.expects(device);
        return faults
                .fire(Layer.HANDSHAKE, Direction.OUT, place, action -> action instanceof Action.LoginFailure)
                .stream()
                .map(action -> failure((Action.LoginFailure) action))
                .findFirst();
    }

    private static Node failure(Action.LoginFailure failure) {
        var node = Stanzas.failure(failure.reason()).toBuilder();
        failure.code().ifPresent(code -> node.attribute("code", code));
        failure.expire().ifPresent(seconds -> node.attribute("expire", seconds));
        return node.build();
    }
}
