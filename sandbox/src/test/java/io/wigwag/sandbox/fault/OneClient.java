package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.login.ClientPayload;
import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Greeting;
import io.wigwag.sandbox.server.Line;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.PreKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A world with one client whose line records; time stands still until it is moved.
final class OneClient implements AutoCloseable {
    static final Instant BEGIN = Instant.ofEpochSecond(1_790_000_000);

    final Sandbox sandbox;
    final Device device;
    final Connection connection;
    /// What came, with `close` and `reset` among it.
    final List<String> line = new ArrayList<>();
    final List<Node> stanzas = new ArrayList<>();

    OneClient() throws Exception {
        sandbox = Sandbox.start(SandboxSettings.builder().seed(11).build());
        var random = new SecureRandom();
        var noise = KeyPair.generate(random).publicKey();
        var identity = KeyPair.generate(random).publicKey();
        var exchange = sandbox.exchange();
        device = exchange.loop().call(() -> {
            sandbox.clock().set(new SandboxClock.Mode.Manual(BEGIN));
            var account = exchange.createAccount("ann", "ann", Account.Kind.HEADLESS);
            var signed = new PreKeys.Signed(1, Octets.wrap(new byte[32]), Octets.wrap(new byte[64]));
            var registration = new Device.Registration(noise, identity, 7, signed);
            return account.addCompanion(
                    0, 1, registration, Octets.EMPTY, sandbox.clock().instant());
        });
        var payload =
                ClientPayload.newBuilder().setUsername(device.pn().number()).build();
        connection = exchange.loop()
                .call(() -> exchange.opened(new Recording(), new Greeting(noise, payload, "XX", 3, "here")));
        forget();
    }

    private final class Recording implements Line {
        @Override
        public void send(Node stanza) {
            stanzas.add(stanza);
            line.add(stanza.attributes().text("id").orElse(stanza.tag()));
        }

        @Override
        public void close() {
            line.add("close");
        }

        @Override
        public void reset() {
            line.add("reset");
        }

        @Override
        public String remote() {
            return "nowhere";
        }
    }

    void forget() throws Exception {
        world(() -> {
            line.clear();
            stanzas.clear();
        });
    }

    void world(Runnable task) throws Exception {
        sandbox.exchange().loop().call(() -> {
            task.run();
            return true;
        });
    }

    /// The ids (or tags) of what came, in order.
    List<String> came() throws Exception {
        return sandbox.exchange().loop().call(() -> List.copyOf(line));
    }

    Node last() throws Exception {
        return sandbox.exchange().loop().call(stanzas::getLast);
    }

    /// The client sends.
    void says(Node stanza) throws Exception {
        world(() -> sandbox.exchange().received(connection, stanza));
    }

    /// The server sends.
    void hears(Node stanza) throws Exception {
        world(() -> connection.send(stanza));
    }

    static Node ping(String id) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("id", id)
                .attribute("xmlns", "w:p")
                .attribute("type", "get")
                .build();
    }

    static Node ib(String id) {
        return Node.tag("ib").attribute("id", id).build();
    }

    void passes(Duration time) throws Exception {
        sandbox.exchange().loop().advance(time);
    }

    Fault rule(Match match, Action action) {
        return sandbox.faults().add(FaultRule.of(match, action));
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
