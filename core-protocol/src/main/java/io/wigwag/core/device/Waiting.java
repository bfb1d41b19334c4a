package io.wigwag.core.device;

import io.wigwag.core.binary.Node;
import io.wigwag.core.stanza.Unanswered;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// The queries of one connection that have no answer yet. Any thread may use it.
final class Waiting {
    private final Map<String, CompletableFuture<Node>> queries = new ConcurrentHashMap<>(4);
    private volatile String ended = "";

    CompletableFuture<Node> begin(String id) {
        var answer = new CompletableFuture<Node>();
        queries.put(id, answer);
        // Failing everybody and this entry may have crossed.
        if (!ended.isEmpty()) {
            answer.completeExceptionally(Unanswered.lost(ended));
        }
        return answer;
    }

    void forget(String id) {
        queries.remove(id);
    }

    /// Whether somebody waited for this stanza.
    boolean answered(Node stanza) {
        if (!isAnswer(stanza)) {
            return false;
        }
        var query = stanza.attributes().text("id").map(queries::remove);
        query.ifPresent(answer -> answer.complete(stanza));
        return query.isPresent();
    }

    /// Steps of a call are answered by an ack.
    private static boolean isAnswer(Node stanza) {
        var attributes = stanza.attributes();
        return stanza.is("iq")
                ? attributes.is("type", "result") || attributes.is("type", "error")
                : stanza.is("ack") && attributes.is("class", "call");
    }

    boolean isEmpty() {
        return queries.isEmpty();
    }

    /// No answer comes any more.
    void end(String why) {
        ended = why;
        queries.values().forEach(answer -> answer.completeExceptionally(Unanswered.lost(why)));
        queries.clear();
    }
}
