package io.wigwag.sandbox.server;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Queries in the language of graphs: numbered documents with variables, answered in JSON. A document that nobody
/// entered gets the answer that an outdated number gets in production.
public final class GraphQueries implements Feature {
    private final Exchange exchange;
    private final Map<String, Document> documents = new LinkedHashMap<>();

    public GraphQueries(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Answers one kind of query.
    public interface Document {
        /// JSON for JSON.
        String answer(Connection from, String variables) throws IqRefused;
    }

    /// Enters a document under one of its numbers.
    public void enter(String number, Document document) {
        documents.put(number, document);
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("w:mex", StanzaTable.ANY, "query", this::answer);
    }

    private Answer answer(Connection from, Node iq) throws IqRefused, MalformedNode {
        from.requireLogin();
        var query = iq.requireChild("query");
        var number = query.attributes().requireText("query_id");
        var document = documents.get(number);
        if (document != null) {
            return result(document.answer(from, query.text().orElse("{}")));
        }
        exchange.events().add("graph.unknown", "connection", from.id(), "query", number);
        return result(unknown(number.replaceAll("\\D", "")));
    }

    private static String unknown(String number) {
        return """
                {"data":null,"errors":[{"message":"PersistedQuery `doc_id` %s not found","path":[],\
                "extensions":{"error_code":404,"is_retryable":false,"severity":"CRITICAL"}}]}""".formatted(number);
    }

    private static Answer result(String json) {
        return Answer.of(Node.tag("result")
                .bytes(Octets.wrap(json.getBytes(StandardCharsets.UTF_8)))
                .build());
    }
}
