package io.wigwag.core.device;

import io.wigwag.core.binary.DecodeLimits;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.frame.Intro;
import io.wigwag.core.link.LinkBroken;
import io.wigwag.core.link.LinkChannel;
import io.wigwag.core.link.NodeEvents;
import io.wigwag.core.link.NodeLink;
import io.wigwag.core.link.NodeTap;
import io.wigwag.core.noise.ClientHandshake;
import io.wigwag.core.noise.Established;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.Timers;
import io.wigwag.core.port.Transport;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// One connection of a device, from the dial to its end; never used again. The connection's thread owns the link and
/// everything that is marked so; [Line] is for the device's own threads.
///
/// Answers go straight to those who asked. All else goes to the owner, and when it falls behind the connection stops
/// reading; later where somebody waits for an answer, which may stand behind what the owner has not come to.
final class LineSession implements Line {

    /// So many times as much as usual is read while somebody waits for an answer.
    private static final int BEFORE_AN_ANSWER = 16;

    /// What a connection is made of, the same for all of a device.
    record Parts(
            Transport transport,
            Endpoint endpoint,
            LinkChannel.Rules rules,
            LineLimits limits,
            Timers timers,
            RandomGenerator random,
            NodeTap tap) {}

    private final Parts parts;
    private final LineOwner owner;
    private final QueryIds ids;
    private final Waiting waiting = new Waiting();
    private final FlowGate gate = new FlowGate();
    private final AtomicInteger unhandled = new AtomicInteger();
    private final AtomicInteger questions = new AtomicInteger();
    private final NodeLink link;
    private final KeepAlive keepAlive;
    private volatile Transport.Connection connection = NotYet.CONNECTION;

    // Owned by the connection's thread.
    private boolean opened;
    private boolean spoken;
    private boolean established;
    private boolean greeted;
    private boolean over;
    private boolean reading = true;
    private Timers.Timer greeting = Timers.Timer.NONE;

    private LineSession(
            Parts parts, Intro intro, ClientHandshake handshake, QueryIds ids, Pulse pulse, LineOwner owner) {
        this.parts = parts;
        this.owner = owner;
        this.ids = ids;
        this.keepAlive = new KeepAlive(parts, pulse, new Pinging());
        this.link = new NodeLink(intro, handshake, parts.rules(), DecodeLimits.DEFAULT, parts.tap(), new FromLink());
    }

    /// Dials. All that follows is told to the owner.
    static LineSession dial(
            Parts parts, Intro intro, ClientHandshake handshake, QueryIds ids, Pulse pulse, LineOwner owner) {
        var line = new LineSession(parts, intro, handshake, ids, pulse, owner);
        var connection = parts.transport().open(parts.endpoint(), line.new FromTransport());
        line.connection = connection;
        connection.execute(line::begin);
        return line;
    }

    @Override
    public <R> R ask(IqRequest<R> request) throws IqRefused, Unanswered {
        var id = ids.next();
        var answer = waiting.begin(id);
        var patience = parts.limits().answer();
        var timer = parts.timers().after(patience, () -> answer.completeExceptionally(Unanswered.late(patience)));
        questions.incrementAndGet();
        flowIfBehind();
        try {
            send(request.toNode(id));
            return request.answer(answer.get());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Unanswered why ? why : Unanswered.lost("unexpectedly");
        } catch (MalformedNode e) {
            throw Unanswered.unreadable(String.valueOf(e.getMessage()));
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
            throw Unanswered.lost("the device was told to let go");
        } finally {
            timer.cancel();
            waiting.forget(id);
            questions.decrementAndGet();
            flowIfBehind();
        }
    }

    @Override
    public void send(Node stanza) throws Unanswered {
        try {
            gate.pass(parts.limits().stuck());
        } catch (Unanswered why) {
            if (why.reason() == Unanswered.Cause.STUCK) {
                end(new LineEnd.Stuck());
            }
            throw why;
        }
        connection.execute(() -> sendNow(stanza));
    }

    /// A fresh id for a query that somebody writes by hand.
    String nextId() {
        return ids.next();
    }

    /// The device is done with one stanza.
    void handled() {
        var left = unhandled.decrementAndGet();
        if (left == usual() / 2 || left == most() / 2) {
            connection.execute(this::flow);
        }
    }

    private int usual() {
        return parts.limits().stanzas();
    }

    private int most() {
        return parts.limits().stanzas() * BEFORE_AN_ANSWER;
    }

    /// Above half of it, reading may have stopped.
    private void flowIfBehind() {
        if (unhandled.get() >= usual() / 2) {
            connection.execute(this::flow);
        }
    }

    /// Ends it, if it has not ended by itself.
    void close() {
        end(new LineEnd.Closed());
    }

    private void end(LineEnd how) {
        connection.execute(() -> finish(how));
    }

    // --- On the connection's thread

    /// The transport may have opened the connection, or lost it, before it had told us which one it is.
    private void begin() {
        if (over) {
            connection.close();
            return;
        }
        greeting = parts.timers().after(parts.limits().greeting(), () -> connection.execute(this::missGreeting));
        speak();
    }

    private void speak() {
        if (opened && !spoken && !over && connection != NotYet.CONNECTION) {
            spoken = true;
            link.greet();
        }
    }

    private void missGreeting() {
        if (!greeted) {
            finish(new LineEnd.NoGreeting());
        }
    }

    private void sendNow(Node stanza) {
        if (established && !over) {
            link.send(stanza);
        }
    }

    private void receive(Node stanza) {
        keepAlive.heard();
        if (waiting.answered(stanza)) {
            return;
        }
        if (!greeted) {
            greeted = true;
            greeting.cancel();
        }
        if (isGoodbye(stanza)) {
            // Who waits for an answer need not wait for the connection to break as well.
            waiting.end("the server said goodbye");
        }
        if (unhandled.incrementAndGet() >= usual()) {
            flow();
        }
        owner.came(this, stanza);
    }

    /// Reads or does not, by how much waits here and who waits for an answer.
    private void flow() {
        var here = unhandled.get();
        var asked = questions.get() > 0;
        if (reading && here >= (asked ? most() : usual())) {
            reading = false;
            keepAlive.suspended();
            connection.reading(false);
        } else if (!reading && (here <= usual() / 2 || (asked && here < most()))) {
            reading = true;
            keepAlive.resumed();
            connection.reading(true);
        }
    }

    private static boolean isGoodbye(Node stanza) {
        return stanza.is("stream:error") || stanza.is("failure") || stanza.is("xmlstreamend");
    }

    /// The one door out.
    private void finish(LineEnd how) {
        if (over) {
            return;
        }
        over = true;
        greeting.cancel();
        keepAlive.stop();
        link.close();
        waiting.end(how.inWords());
        gate.end();
        connection.close();
        owner.ended(this, how);
    }

    private final class FromLink implements NodeEvents {
        @Override
        public void send(Octets bytes) {
            connection.write(bytes);
        }

        @Override
        public void established(Established how) {
            established = true;
            keepAlive.start();
            owner.established(LineSession.this, how);
        }

        @Override
        public void node(Node node) {
            receive(node);
        }
    }

    private final class FromTransport implements Transport.ConnectionEvents {
        @Override
        public void opened() {
            opened = true;
            speak();
        }

        @Override
        public void received(Octets bytes) {
            if (over) {
                return;
            }
            try {
                link.receive(bytes);
            } catch (LinkBroken broken) {
                finish(new LineEnd.Broken(broken.what(), String.valueOf(broken.getMessage())));
            }
        }

        @Override
        public void writable(boolean drains) {
            gate.open(drains);
        }

        @Override
        public void closed(CloseReason reason) {
            finish(new LineEnd.Ended(reason));
        }
    }

    private final class Pinging implements KeepAlive.Way {
        @Override
        public void ping(IqRequest<?> ping, Consumer<Node> answered) {
            var id = ids.next();
            var _ = waiting.begin(id).thenAccept(answered);
            sendNow(ping.toNode(id));
        }

        @Override
        public boolean isBusy() {
            return !waiting.isEmpty();
        }

        @Override
        public void onItsThread(Runnable task) {
            connection.execute(task);
        }

        @Override
        public void silent() {
            finish(new LineEnd.Silent());
        }
    }
}
