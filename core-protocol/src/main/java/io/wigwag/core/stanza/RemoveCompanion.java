package io.wigwag.core.stanza;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;

/// Unlinks a companion, ourselves as a rule, because its user wants it:
/// `<iq type="set" xmlns="md"><remove-companion-device jid reason="user_initiated"/></iq>`.
///
/// @param companion with its device number; 0 too, which the first companion of an account without a phone has
public record RemoveCompanion(Jid companion) implements IqRequest<Done> {
    @Override
    public Node toNode(String id) {
        return Iq.set(id, "md")
                .child(Node.tag("remove-companion-device")
                        .attribute("jid", companion)
                        .attribute("reason", "user_initiated"))
                .build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
