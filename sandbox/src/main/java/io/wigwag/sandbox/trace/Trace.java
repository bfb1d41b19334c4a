package io.wigwag.sandbox.trace;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.StanzaTap;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntSupplier;

/// Keeps the last stanzas of every connection, and those of connections that ended not long ago. It stands nearest to
/// the clients: it shows what they said and what they got, whatever rules about faults made of it. On the world's
/// thread.
public final class Trace implements StanzaTap {
    private static final int CLOSED_KEPT = 200;

    private final InstantSource clock;
    private final IntSupplier kept;
    private final Map<Long, Ring> rings = new LinkedHashMap<>();
    private final Deque<Long> closed = new ArrayDeque<>();
    private Instant lastActivity;
    private long last;

    /// @param kept how many stanzas of a connection
    public Trace(InstantSource clock, IntSupplier kept) {
        this.clock = clock;
        this.kept = kept;
        lastActivity = clock.instant();
    }

    /// How much went over a connection's line.
    public record Count(long in, long out) {
        public static final Count NONE = new Count(0, 0);
    }

    private static final class Ring {
        private final Deque<Traced> stanzas = new ArrayDeque<>();
        private long in;
        private long out;
    }

    @Override
    public void opened(Connection connection) {
        rings.put(connection.id(), new Ring());
    }

    @Override
    public void closed(Connection connection) {
        closed.add(connection.id());
        if (closed.size() > CLOSED_KEPT) {
            rings.remove(closed.remove());
        }
    }

    @Override
    public void received(Connection from, Node stanza, Passage onward) {
        keep(from, true, stanza);
        onward.pass(stanza);
    }

    @Override
    public void sending(Connection to, Node stanza, Passage onward) {
        keep(to, false, stanza);
        onward.pass(stanza);
    }

    private void keep(Connection connection, boolean inbound, Node stanza) {
        lastActivity = clock.instant();
        var ring = rings.get(connection.id());
        if (ring == null) {
            return;
        }
        if (inbound) {
            ring.in++;
        } else {
            ring.out++;
        }
        ring.stanzas.add(new Traced(++last, lastActivity, connection.id(), inbound, stanza));
        while (ring.stanzas.size() > kept.getAsInt()) {
            ring.stanzas.remove();
        }
    }

    /// The stanzas behind a number, oldest first, of one connection or of all.
    public List<Traced> after(long number, OptionalLong connection) {
        var wanted = connection.isPresent()
                ? Optional.ofNullable(rings.get(connection.getAsLong())).stream()
                : rings.values().stream();
        return wanted.flatMap(ring -> ring.stanzas.stream())
                .filter(traced -> traced.number() > number)
                .sorted(Comparator.comparingLong(Traced::number))
                .toList();
    }

    /// The number of the newest.
    public long last() {
        return last;
    }

    public Count count(long connection) {
        var ring = rings.get(connection);
        return ring == null ? Count.NONE : new Count(ring.in, ring.out);
    }

    /// When a stanza last went over any line.
    public Instant lastActivity() {
        return lastActivity;
    }

    public void clear() {
        rings.values().forEach(ring -> ring.stanzas.clear());
        closed.forEach(rings::remove);
        closed.clear();
    }
}
