package io.wigwag.core.media;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.IqQuestion;

/// Asks where files go: `<iq xmlns="w:m" type="set"><media_conn/></iq>`.
public record MediaHostsQuery() implements IqQuestion<MediaHosts> {
    @Override
    public Node toNode(String id) {
        return Node.tag("iq")
                .attribute("to", Jid.SERVER)
                .attribute("type", "set")
                .attribute("id", id)
                .attribute("xmlns", "w:m")
                .child(Node.of("media_conn"))
                .build();
    }

    @Override
    public MediaHosts read(Node result) throws MalformedNode {
        return MediaHosts.read(result);
    }
}
