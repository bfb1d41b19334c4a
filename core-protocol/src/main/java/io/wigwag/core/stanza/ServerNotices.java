package io.wigwag.core.stanza;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import java.util.ArrayList;
import java.util.List;

/// What one `<ib>` of the server holds, in its order. Nobody acks these.
public record ServerNotices(List<ServerNotice> notices) implements ServerStanza {
    public ServerNotices {
        notices = List.copyOf(notices);
    }

    static ServerNotices read(Node ib) throws MalformedNode {
        var notices = new ArrayList<ServerNotice>();
        for (var child : ib.children()) {
            notices.add(ServerNotice.read(child));
        }
        return new ServerNotices(notices);
    }
}
