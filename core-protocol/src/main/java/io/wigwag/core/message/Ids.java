package io.wigwag.core.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.MessageId;

/// Reads message ids out of stanzas.
public final class Ids {
    private static final int LONGEST = 128;

    private Ids() {}

    /// The attribute `id`.
    public static MessageId read(Node node) throws MalformedNode {
        return of(node, "id");
    }

    /// An attribute of another name.
    public static MessageId of(Node node, String attribute) throws MalformedNode {
        var id = node.attributes().requireText(attribute);
        if (id.isEmpty() || id.length() > LONGEST) {
            throw new MalformedNode(node.tag() + ": an id of " + id.length() + " characters");
        }
        return new MessageId(id);
    }
}
