package io.wigwag.core.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;
import java.util.ArrayList;
import java.util.List;

/// Asks what groups are like.
public final class GroupQuery {
    static final String SPACE = "w:g2";

    private GroupQuery() {}

    /// One group: `<iq type=get xmlns=w:g2 to=GROUP><query request=interactive/></iq>`.
    public record One(Jid group) implements IqRequest<GroupInfo> {
        @Override
        public Node toNode(String id) {
            return Iq.get(id, SPACE)
                    .set("to", group)
                    .child(Node.tag("query").attribute("request", "interactive"))
                    .build();
        }

        @Override
        public GroupInfo read(Node result) throws MalformedNode {
            return GroupInfo.read(result.requireChild("group"));
        }
    }

    /// All groups that we are in: `<participating><participants/><description/></participating>`.
    public record All() implements IqRequest<List<GroupInfo>> {
        @Override
        public Node toNode(String id) {
            return Iq.get(id, SPACE)
                    .set("to", Jid.GROUPS)
                    .child(Node.tag("participating")
                            .child(Node.of("participants"))
                            .child(Node.of("description")))
                    .build();
        }

        @Override
        public List<GroupInfo> read(Node result) throws MalformedNode {
            var all = new ArrayList<GroupInfo>();
            for (var group : result.requireChild("groups").children("group")) {
                all.add(GroupInfo.read(group));
            }
            return all;
        }
    }
}
