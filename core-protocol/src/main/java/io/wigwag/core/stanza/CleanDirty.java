package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import java.util.List;

/// Tells the server that what it called dirty has been fetched; before that is true it must not be sent. One query
/// serves them all: `<iq type="set" xmlns="urn:xmpp:whatsapp:dirty"><clean type timestamp/>...</iq>`.
public record CleanDirty(List<ServerNotice.Dirty> fetched) implements IqRequest<Done> {
    public CleanDirty {
        fetched = List.copyOf(fetched);
        if (fetched.isEmpty()) {
            throw new IllegalArgumentException("fetched: empty (expected: what was dirty)");
        }
    }

    @Override
    public Node toNode(String id) {
        return Iq.set(id, "urn:xmpp:whatsapp:dirty")
                .children(fetched.stream().map(CleanDirty::clean).toList())
                .build();
    }

    private static Node clean(ServerNotice.Dirty dirty) {
        return Node.tag("clean")
                .attribute("type", dirty.type())
                .attribute("timestamp", dirty.timestamp())
                .build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
