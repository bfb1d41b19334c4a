package io.wigwag.core.media;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.Unanswered;

/// A server that tells of two media hosts, with another word each time, or a line that is down.
final class ScriptedLine implements Line {
    private final boolean up;
    int asked;

    ScriptedLine(boolean up) {
        this.up = up;
    }

    @Override
    public <R> R ask(IqRequest<R> request) throws IqRefused, Unanswered {
        asked++;
        if (!up) {
            throw Unanswered.lost("test");
        }
        try {
            return request.answer(answer("word+" + asked, 300));
        } catch (MalformedNode malformed) {
            throw new AssertionError(malformed);
        }
    }

    static Node answer(String auth, long ttl) {
        return Node.tag("iq")
                .attribute("type", "result")
                .child(Node.tag("media_conn")
                        .attribute("auth", auth)
                        .attribute("ttl", ttl)
                        .attribute("auth_ttl", 21600)
                        .attribute("max_buckets", 12)
                        .child(Node.tag("host")
                                .attribute("hostname", "spare.test")
                                .attribute("type", "fallback"))
                        .child(Node.tag("host").attribute("hostname", "main.test:8443")))
                .build();
    }

    @Override
    public void send(Node stanza) {
        throw new AssertionError("media sends no stanzas");
    }
}
