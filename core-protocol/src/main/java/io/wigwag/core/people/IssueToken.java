package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.port.StoredToken;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.ServerTime;
import java.time.Instant;
import java.util.Optional;

/// Tells the server that somebody may write to us:
/// `<iq type=set xmlns=privacy><tokens><token jid t type=trusted_contact/></tokens></iq>`. The answer may hold the
/// token that they issued to us.
record IssueToken(Jid account, Instant at) implements IqRequest<Optional<StoredToken>> {
    private static final String TYPE = "trusted_contact";

    @Override
    public Node toNode(String id) {
        return Iq.set(id, "privacy")
                .child(Node.tag("tokens")
                        .child(Node.tag("token")
                                .attribute("jid", account)
                                .attribute("t", at.getEpochSecond())
                                .attribute("type", TYPE)))
                .build();
    }

    @Override
    public Optional<StoredToken> read(Node result) throws MalformedNode {
        return token(result);
    }

    /// The token in an answer or a notification, where there is one with content.
    static Optional<StoredToken> token(Node parent) throws MalformedNode {
        var tokens = parent.child("tokens");
        if (tokens.isEmpty()) {
            return Optional.empty();
        }
        for (var token : tokens.get().children("token")) {
            var bytes = token.bytes().filter(value -> !value.isEmpty());
            if (token.attributes().is("type", TYPE) && bytes.isPresent()) {
                var since = ServerTime.of(token).orElseThrow(() -> new MalformedNode("token: no attribute t"));
                return Optional.of(new StoredToken(bytes.get().compact(), since));
            }
        }
        return Optional.empty();
    }
}
