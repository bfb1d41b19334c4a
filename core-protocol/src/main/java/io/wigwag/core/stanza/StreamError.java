package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The server ends a connection that stood: `<stream:error code="515"/>`,
/// `<stream:error><conflict type="replaced"/></stream:error>` and the like.
///
/// @param conflict the type of a conflict, `replaced` where it has none
/// @param conditions the tags inside
public record StreamError(OptionalInt code, Optional<String> conflict, List<String> conditions)
        implements ServerStanza {
    static final String REPLACED = "replaced";

    public StreamError {
        conditions = List.copyOf(conditions);
    }

    static StreamError read(Node node) {
        return new StreamError(
                Lenient.number(node, "code"),
                node.child("conflict")
                        .map(conflict -> conflict.attributes().text("type").orElse(REPLACED)),
                node.children().stream().map(Node::tag).toList());
    }
}
