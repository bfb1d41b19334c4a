package io.wigwag.sandbox.server;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who deals with which stanza. Filled once by the features; a feature that is not entered is one that no client meets.
public final class StanzaTable {
    /// Answers a query of a connection.
    public interface Query {
        Answer answer(Connection from, Node iq) throws IqRefused, MalformedNode;
    }

    /// Takes any other stanza of a connection.
    public interface Statement {
        void take(Connection from, Node stanza) throws MalformedNode;
    }

    private record Entry(String type, String child, Query query) {
        boolean fits(Node iq) {
            return (type.isEmpty() || iq.attributes().is("type", type))
                    && (child.isEmpty() || iq.child(child).isPresent());
        }
    }

    /// For every type, or for any child and none.
    public static final String ANY = "";

    private final Map<String, List<Entry>> queries = new HashMap<>();
    private final Map<String, Statement> statements = new HashMap<>();

    /// Enters a query: by namespace, type and the tag of a child, each but the first possibly [#ANY]. What was entered
    /// first counts.
    public void query(String namespace, String type, String child, Query query) {
        queries.computeIfAbsent(namespace, _ -> new ArrayList<>()).add(new Entry(type, child, query));
    }

    /// Enters all other stanzas of a tag.
    public void statement(String tag, Statement statement) {
        if (statements.put(tag, statement) != null) {
            throw new IllegalStateException("stanza " + tag + " entered twice");
        }
    }

    Optional<Query> query(Node iq) {
        var namespace = iq.attributes().text("xmlns").orElse("");
        return queries.getOrDefault(namespace, List.of()).stream()
                .filter(entry -> entry.fits(iq))
                .map(Entry::query)
                .findFirst();
    }

    Optional<Statement> statement(String tag) {
        return Optional.ofNullable(statements.get(tag));
    }
}
