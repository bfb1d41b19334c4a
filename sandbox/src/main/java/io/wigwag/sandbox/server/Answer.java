package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;
import java.util.List;
import java.util.Map;

/// The result of a query, and what happens once it has been sent.
///
/// @param attributes beside those that every answer has
public record Answer(Map<String, String> attributes, List<Node> content, Runnable then) {
    public Answer {
        attributes = Map.copyOf(attributes);
        content = List.copyOf(content);
    }

    public static Answer empty() {
        return of();
    }

    public static Answer of(Node... content) {
        return new Answer(Map.of(), List.of(content), () -> {});
    }

    public Answer with(String attribute, String value) {
        return new Answer(Map.of(attribute, value), content, then);
    }

    /// What the query sets off goes out behind its answer.
    public Answer then(Runnable next) {
        return new Answer(attributes, content, next);
    }
}
