package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.world.Device;
import java.time.Instant;
import java.util.Optional;

/// One client that is connected, from the end of its handshake on.
public final class Connection {
    /// How far it has come.
    public enum State {
        /// Not linked to an account: sees codes to show.
        UNPAIRED,
        /// Just linked: is about to connect again.
        LINKED,
        /// Logged in; wants nothing but answers yet.
        PASSIVE,
        /// Gets what waited for it.
        DRAINING,
        /// Gets everything as it comes.
        LIVE,
        CLOSED
    }

    private final long id;
    private final Line line;
    private final Greeting greeting;
    private final Instant since;
    private final Way way;
    private State state = State.UNPAIRED;
    private Optional<Device> device = Optional.empty();
    private boolean everActive;
    private long drained;
    private Instant lastHeard;

    Connection(long id, Line line, Greeting greeting, Instant since, Way way) {
        this.id = id;
        this.line = line;
        this.greeting = greeting;
        this.since = since;
        this.way = way;
        this.lastHeard = since;
    }

    /// Brings what is sent to the line.
    interface Way {
        void send(Connection to, Node stanza);
    }

    public long id() {
        return id;
    }

    public Line line() {
        return line;
    }

    public Greeting greeting() {
        return greeting;
    }

    public Instant since() {
        return since;
    }

    public State state() {
        return state;
    }

    void enter(State next) {
        state = next;
    }

    public Optional<Device> device() {
        return device;
    }

    /// The device of a connection that is known to be logged in.
    public Device requireDevice() {
        return device.orElseThrow(() -> new IllegalStateException("connection " + id + " is not logged in"));
    }

    /// The device of a connection whose query only linked devices may ask.
    public Device requireLogin() throws IqRefused {
        return device.orElseThrow(IqRefused::notAuthorized);
    }

    void loggedInAs(Device owner) {
        device = Optional.of(owner);
        state = State.PASSIVE;
    }

    /// Whether it has been active before; answers true from the second call on.
    boolean wasActiveBefore() {
        var before = everActive;
        everActive = true;
        return before;
    }

    /// Begins to get what waited.
    void startDraining() {
        state = State.DRAINING;
        drained = 0;
    }

    /// Counts what has been sent of that, and says how much it is by now.
    long drained(long more) {
        drained += more;
        return drained;
    }

    void heard(Instant now) {
        lastHeard = now;
    }

    /// When the client last said something.
    public Instant lastHeard() {
        return lastHeard;
    }

    public boolean isOpen() {
        return state != State.CLOSED;
    }

    public boolean isLive() {
        return state == State.LIVE;
    }

    /// Sends a stanza, unless the connection is over.
    public void send(Node stanza) {
        if (isOpen()) {
            way.send(this, stanza);
        }
    }

    @Override
    public String toString() {
        return "connection " + id + device.map(owner -> " of " + owner).orElse("");
    }
}
