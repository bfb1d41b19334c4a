package io.wigwag.sandbox;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.KeyPair;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.frame.Frames;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.link.LinkBroken;
import io.wigwag.core.link.LinkChannel;
import io.wigwag.core.link.NodeEvents;
import io.wigwag.core.link.NodeLink;
import io.wigwag.core.link.NodeTap;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.Transport;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// One connection of a test to a sandbox: the engine's wire code, and a hand on every stanza.
public final class TestLink implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final NettyTransport PLAIN = new NettyTransport(TransportLimits.DEFAULT, 1, List.of());

    private final List<Node> inbox = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final CompletableFuture<Established> established = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private final NodeLink link;
    private final Transport.Connection connection;
    private long lastId;

    /// Connects, without TLS, as the owner of a Noise key.
    public static TestLink open(Sandbox sandbox, KeyPair noise, Octets payload) throws Exception {
        return open(TestServer.of(sandbox), noise, payload);
    }

    /// Connects as the owner of a Noise key.
    public static TestLink open(TestServer server, KeyPair noise, Octets payload) throws Exception {
        return open(server, noise, payload, Optional.empty());
    }

    /// Connects as the owner of a Noise key, to a server whose own key it may know from before.
    static TestLink open(TestServer server, KeyPair noise, Octets payload, Optional<PublicKey> known) throws Exception {
        var random = new SecureRandom();
        var party = new ClientHandshake.Party(noise, KeyPair.generate(random), payload);
        var prologue = Intro.PLAIN.prologue();
        var handshake = known.isPresent()
                ? ClientHandshake.resume(party, prologue, known.get())
                : ClientHandshake.first(party, prologue);
        var link = new TestLink(server, handshake);
        link.established.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return link;
    }

    private TestLink(TestServer server, ClientHandshake handshake) {
        var rules = new LinkChannel.Rules(new TrustRoot(server.noiseRoot(), 0), InstantSource.system(), Frames.LARGEST);
        var opened = new CompletableFuture<Transport.Connection>();
        link = new NodeLink(Intro.PLAIN, handshake, rules, DecodeLimits.DEFAULT, NodeTap.NONE, new NodeEvents() {
            @Override
            public void send(Octets bytes) {
                opened.join().write(bytes);
            }

            @Override
            public void established(Established how) {
                established.complete(how);
            }

            @Override
            public void node(Node node) {
                take(node);
            }
        });
        var endpoint = new Endpoint(server.chat(), Map.of(), Optional.empty());
        connection = PLAIN.open(endpoint, new Transport.ConnectionEvents() {
            @Override
            public void opened() {
                link.greet();
            }

            @Override
            public void received(Octets bytes) {
                try {
                    link.receive(bytes);
                } catch (LinkBroken broken) {
                    established.completeExceptionally(broken);
                    opened.join().close();
                }
            }

            @Override
            public void writable(boolean drains) {}

            @Override
            public void closed(CloseReason reason) {
                established.completeExceptionally(new IllegalStateException("closed: " + reason));
                closed.complete(reason);
                signal();
            }
        });
        opened.complete(connection);
    }

    /// How the handshake ended.
    public Established established() {
        return established.join();
    }

    private void take(Node node) {
        lock.lock();
        try {
            inbox.add(node);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void signal() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void send(Node node) {
        connection.execute(() -> link.send(node));
    }

    /// Sends many at once: whatever is answered meanwhile is not heard before the last is on its way.
    public void sendAll(List<Node> nodes) {
        connection.execute(() -> nodes.stream().takeWhile(_ -> !closed.isDone()).forEach(link::send));
    }

    /// Sends a frame whose sealing is right, whatever is in it.
    public void sendSealed(Octets plaintext) {
        connection.execute(() -> {
            var frame = established().channel().seal(plaintext, Frames.HEADER);
            Frames.writeHeader(frame, 0, frame.length - Frames.HEADER);
            connection.write(Octets.wrap(frame));
        });
    }

    /// Whether it goes on to read.
    public void reading(boolean wanted) {
        connection.reading(wanted);
    }

    /// Sends bytes as they are.
    public void sendRaw(Octets bytes) {
        connection.write(bytes);
    }

    /// The next stanza that fits, which is taken out of the inbox; waits for it.
    public Node await(Predicate<Node> wanted) throws Exception {
        lock.lock();
        try {
            var left = PATIENCE.toNanos();
            while (true) {
                for (var i = 0; i < inbox.size(); i++) {
                    if (wanted.test(inbox.get(i))) {
                        return inbox.remove(i);
                    }
                }
                if (closed.isDone()) {
                    throw new IllegalStateException("closed: " + closed.join() + "; came: " + inbox);
                }
                if (left <= 0) {
                    throw new TimeoutException("no such stanza; came: " + inbox);
                }
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    public Node await(String tag) throws Exception {
        return await(node -> node.is(tag));
    }

    /// Everything that has come and was not awaited.
    public List<Node> inbox() {
        lock.lock();
        try {
            return List.copyOf(inbox);
        } finally {
            lock.unlock();
        }
    }

    /// Sends a query with an id of its own and waits for the answer, whether result or error.
    public Node query(Node iq) throws Exception {
        var id = "q" + ++lastId;
        send(iq.toBuilder().set("id", id).build());
        return await(node -> node.is("iq") && node.attributes().is("id", id));
    }

    public CloseReason awaitClose() throws Exception {
        return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        connection.close();
        link.close();
    }
}
