package io.wigwag.sandbox.fault;

import io.wigwag.core.binary.Children;
import io.wigwag.core.binary.Content;
import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One connection's stanzas, one way.
final class StanzaLane extends Lane<Node> {
    private final Exchange exchange;
    private final Lies lies;
    private final Connection connection;
    private final Direction direction;

    StanzaLane(Exchange exchange, Faults faults, Lies lies, Place place, Connection connection, Direction direction) {
        super(faults, place, exchange.loop()::schedule, new Ends() {
            @Override
            public void close() {
                exchange.close(connection);
            }

            @Override
            public void reset() {
                connection.line().reset();
                exchange.closed(connection);
            }
        });
        this.exchange = exchange;
        this.lies = lies;
        this.connection = connection;
        this.direction = direction;
    }

    @Override
    List<Action> hits(Node stanza) {
        return faults.fire(direction, place, stanza);
    }

    @Override
    List<Item<Node>> apply(Action action, List<Item<Node>> items) {
        return switch (action) {
            case Action.Answer answer ->
                items.stream().flatMap(item -> answered(item, answer)).toList();
            case Action.AckError(var code) ->
                items.stream().flatMap(item -> refused(item, code)).toList();
            case Action.Mutate mutation ->
                items.stream()
                        .map(item -> item.with(mutated(item.value(), mutation)))
                        .toList();
            case Action.Replace(var node) ->
                items.stream().map(item -> item.with(node)).toList();
            case Action.Inject(var before, var after) ->
                items.stream()
                        .flatMap(item -> Stream.of(before, List.of(item.value()), after)
                                .flatMap(List::stream)
                                .map(item::with))
                        .toList();
            case Action.StreamError(var code, var conflict) -> {
                exchange.end(connection, streamError(code, conflict));
                yield List.of();
            }
            case Action.Lie lie ->
                items.stream()
                        .map(item -> item.with(lies.tell(lie, item.value())))
                        .toList();
            default -> items;
        };
    }

    /// Of a client's stanza nothing goes on, and the client is answered; in place of an answer that goes to the client
    /// it gets this one.
    private Stream<Item<Node>> answered(Item<Node> item, Action.Answer answer) {
        var reply = reply(item.value(), answer);
        if (direction == Direction.OUT) {
            return Stream.of(item.with(reply));
        }
        connection.send(reply);
        return Stream.of();
    }

    private Node reply(Node stanza, Action.Answer answer) {
        if (answer.node().isPresent()) {
            var given = answer.node().get();
            var id = stanza.attributes().text("id");
            return given.attributes().has("id") || id.isEmpty()
                    ? given
                    : given.toBuilder().set("id", id.get()).build();
        }
        var code = answer.code().orElse(IqRefused.notImplemented().code());
        if (!stanza.is("iq")) {
            return ack(stanza, code);
        }
        return Node.tag("iq")
                .attribute("from", other(stanza))
                .attribute("id", stanza.attributes().text("id"))
                .attribute("type", "error")
                .child(Node.tag("error").attribute("code", code).attribute("text", answer.text()))
                .build();
    }

    /// Whom a client's stanza was for, or whom an answer is from.
    private Jid other(Node stanza) {
        try {
            return stanza.attributes()
                    .jid(direction == Direction.IN ? "to" : "from")
                    .orElse(Jid.SERVER);
        } catch (MalformedNode noAddress) {
            return Jid.SERVER;
        }
    }

    private Node ack(Node stanza, int code) {
        return Node.tag("ack")
                .attribute("class", stanza.tag())
                .attribute("id", stanza.attributes().text("id"))
                .attribute("from", other(stanza))
                .attribute("t", exchange.clock().seconds())
                .attribute("error", code)
                .build();
    }

    /// A client's stanza is not taken and refused; an acknowledgement that goes to it becomes a refusal.
    private Stream<Item<Node>> refused(Item<Node> item, int code) {
        if (direction == Direction.OUT) {
            return Stream.of(item.with(item.value().toBuilder()
                    .set("error", Integer.toString(code))
                    .build()));
        }
        connection.send(ack(item.value(), code));
        return Stream.of();
    }

    private static Node mutated(Node stanza, Action.Mutate mutation) {
        var other = stanza.toBuilder();
        mutation.remove().forEach(other::remove);
        mutation.set().forEach((name, value) -> set(other, name, value));
        mutation.content().ifPresent(content -> fill(other.clear(), content));
        return other.build();
    }

    private static void set(NodeBuilder node, String name, Action.Value value) {
        switch (value) {
            case Action.Value.Text(var text) -> node.set(name, text);
            case Action.Value.Address(var jid) -> node.set(name, jid);
        }
    }

    private static void fill(NodeBuilder node, Content content) {
        switch (content) {
            case Content.None none -> {}
            case Children children -> node.children(children);
            case Content.Bytes(var bytes) -> node.bytes(bytes);
            case Content.Text(var text) -> node.text(text);
        }
    }

    static Node streamError(Optional<String> code, Optional<String> conflict) {
        var error = Node.tag("stream:error").attribute("code", code);
        conflict.ifPresent(type -> error.child(Node.tag("conflict").attribute("type", type)));
        return error.build();
    }
}
