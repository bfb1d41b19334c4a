package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.StanzaTap;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Lets go wrong what is to go wrong with stanzas. On the world's thread.
public final class StanzaFaults implements StanzaTap {
    private final Exchange exchange;
    private final Faults faults;
    private final Lies lies;
    private final Map<Connection, Lanes> lanes = new HashMap<>();

    private record Lanes(StanzaLane in, StanzaLane out) {}

    public StanzaFaults(Exchange exchange, Faults faults) {
        this.exchange = exchange;
        this.faults = faults;
        this.lies = new Lies(exchange);
    }

    @Override
    public void opened(Connection connection) {
        var place = faults.placeOf(connection.line());
        place.is(connection);
        lanes.put(
                connection,
                new Lanes(
                        new StanzaLane(exchange, faults, lies, place, connection, Direction.IN),
                        new StanzaLane(exchange, faults, lies, place, connection, Direction.OUT)));
    }

    @Override
    public void closed(Connection connection) {
        lanes.remove(connection);
    }

    @Override
    public void received(Connection from, Node stanza, Passage onward) {
        pass(lanes.get(from) == null ? null : lanes.get(from).in(), stanza, onward);
    }

    @Override
    public void sending(Connection to, Node stanza, Passage onward) {
        pass(lanes.get(to) == null ? null : lanes.get(to).out(), stanza, onward);
    }

    private static void pass(@Nullable StanzaLane lane, Node stanza, Passage onward) {
        if (lane == null) {
            onward.pass(stanza);
        } else {
            lane.pass(stanza, onward::pass);
        }
    }
}
