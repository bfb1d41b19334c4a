package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.Optional;

/// Asks for the switches that the server has set for this account. Knowing the hash and the id of an earlier answer,
/// the server tells only what has changed.
public record PropsQuery(Form form, Optional<String> hash, Optional<String> refreshId) implements IqQuestion<Props> {
    /// Two dialects of the same question.
    public enum Form {
        /// Today's clients: `<iq xmlns="abt"><props protocol="1"/></iq>`.
        ABT("abt", "1"),
        /// Clients of some years ago: `<iq xmlns="w"><props protocol="2" hash=""/></iq>`.
        W("w", "2");

        private final String namespace;
        private final String protocol;

        Form(String namespace, String protocol) {
            this.namespace = namespace;
            this.protocol = protocol;
        }
    }

    /// The question of one who knows nothing yet.
    public static PropsQuery first(Form form) {
        return new PropsQuery(form, Optional.empty(), Optional.empty());
    }

    @Override
    public Node toNode(String id) {
        var props = Node.tag("props").attribute("protocol", form.protocol);
        switch (form) {
            case ABT -> props.attribute("hash", hash).attribute("refresh_id", refreshId);
            case W -> props.attribute("hash", hash.orElse(""));
        }
        return Iq.get(id, form.namespace).child(props).build();
    }

    @Override
    public Props read(Node result) throws MalformedNode {
        return Props.read(result.requireChild("props"));
    }
}
