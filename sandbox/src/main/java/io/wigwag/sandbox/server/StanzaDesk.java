package io.wigwag.sandbox.server;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Hands each stanza to whom it concerns and sees to it that every query gets exactly one answer: a result, a refusal,
/// or the word that nobody knows it.
final class StanzaDesk {
    private final Exchange exchange;
    private final StanzaTable table;
    private final Conduct conduct;
    private final Map<String, Long> unknown = new TreeMap<>();

    StanzaDesk(Exchange exchange, StanzaTable table, Conduct conduct) {
        this.exchange = exchange;
        this.table = table;
        this.conduct = conduct;
    }

    /// What nobody knew, with how often it came.
    Map<String, Long> unknown() {
        return Collections.unmodifiableMap(unknown);
    }

    void reset() {
        unknown.clear();
    }

    void take(Connection from, Node stanza) {
        from.heard(exchange.clock().instant());
        try {
            if (!stanza.is("iq")) {
                var statement = table.statement(stanza.tag());
                if (statement.isPresent()) {
                    statement.get().take(from, stanza);
                } else {
                    countUnknown(from, stanza);
                }
            } else if (stanza.attributes().is("type", "result")
                    || stanza.attributes().is("type", "error")) {
                exchange.linking().answered(from, stanza);
            } else {
                answer(from, stanza);
            }
        } catch (MalformedNode malformed) {
            refused(from, stanza, malformed);
        }
    }

    private void refused(Connection from, Node stanza, MalformedNode malformed) {
        exchange.events()
                .add(
                        "stanza.refused",
                        "connection",
                        from.id(),
                        "tag",
                        stanza.tag(),
                        "reason",
                        String.valueOf(malformed.getMessage()));
        conduct.malformed(from);
    }

    private void answer(Connection from, Node iq) {
        try {
            var query = table.query(iq);
            if (query.isEmpty()) {
                countUnknown(from, iq);
                throw IqRefused.notImplemented();
            }
            var answer = query.get().answer(from, iq);
            var result = head(iq, "result");
            answer.attributes().forEach(result::attribute);
            answer.content().forEach(result::child);
            from.send(result.build());
            answer.then().run();
        } catch (IqRefused refused) {
            refuse(from, iq, refused);
        } catch (MalformedNode malformed) {
            refuse(from, iq, IqRefused.badRequest());
            refused(from, iq, malformed);
        }
    }

    void refuse(Connection from, Node iq, IqRefused refused) {
        from.send(head(iq, "error")
                .child(Node.tag("error").attribute("code", refused.code()).attribute("text", refused.text()))
                .build());
    }

    /// An answer comes from whom the question was for, under its id.
    private static NodeBuilder head(Node iq, String type) {
        var head = Node.tag("iq");
        try {
            head.attribute("from", iq.attributes().jid("to").orElse(Jid.SERVER));
        } catch (MalformedNode noAddress) {
            head.attribute("from", Jid.SERVER);
        }
        return head.attribute("id", iq.attributes().text("id")).attribute("type", type);
    }

    private void countUnknown(Connection from, Node stanza) {
        var children = stanza.children().stream().map(Node::tag).toList();
        var name = stanza.tag()
                + stanza.attributes().text("xmlns").map(xmlns -> " " + xmlns).orElse("")
                + stanza.attributes().text("type").map(type -> " " + type).orElse("")
                + (children.isEmpty() ? "" : " " + String.join(",", children));
        unknown.merge(name, 1L, Long::sum);
        exchange.events().add("stanza.unknown", "connection", from.id(), "stanza", name);
    }
}
