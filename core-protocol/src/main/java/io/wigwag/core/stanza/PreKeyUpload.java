package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import java.util.List;

/// Gives the server one-time pre-keys to hand out, with our lasting keys. A key sent again replaces the one of its id,
/// so that an upload whose answer was lost may be repeated as it was.
public record PreKeyUpload(OwnKeys own, List<PublicPreKey> oneTime) implements IqRequest<Done> {
    public PreKeyUpload {
        oneTime = List.copyOf(oneTime);
        if (oneTime.isEmpty()) {
            throw new IllegalArgumentException("oneTime: empty (expected: keys to upload)");
        }
    }

    @Override
    public Node toNode(String id) {
        var iq = Iq.set(id, "encrypt");
        own.writeTo(iq);
        return iq.child(Node.tag("list")
                        .children(oneTime.stream().map(PublicPreKey::toNode).toList()))
                .child(own.signed().toNode())
                .build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
