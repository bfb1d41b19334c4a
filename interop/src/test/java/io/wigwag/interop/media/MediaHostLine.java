package io.wigwag.interop.media;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Line;

/// A line that answers where the media host is, and nothing else.
record MediaHostLine(String host, String auth) implements Line {
    @Override
    public <R> R ask(IqRequest<R> request) throws IqRefused {
        var answer = Node.tag("iq")
                .attribute("type", "result")
                .child(Node.tag("media_conn")
                        .attribute("auth", auth)
                        .attribute("ttl", 300)
                        .child(Node.tag("host").attribute("hostname", host)))
                .build();
        try {
            return request.answer(answer);
        } catch (MalformedNode malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Override
    public void send(Node stanza) {
        throw new AssertionError("nothing is sent");
    }
}
