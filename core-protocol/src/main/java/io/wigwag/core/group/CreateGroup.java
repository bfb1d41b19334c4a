package io.wigwag.core.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;
import java.util.List;

/// Makes a group. We are in it without being named.
///
/// @param key by which the server knows a wish that comes twice
public record CreateGroup(String subject, List<Jid> members, String key) implements IqRequest<GroupInfo> {
    public CreateGroup {
        members = List.copyOf(members);
    }

    @Override
    public Node toNode(String id) {
        var create = Node.tag("create").attribute("subject", subject).attribute("key", key);
        members.forEach(member -> create.child(Node.tag("participant").attribute("jid", member.bare())));
        return Iq.set(id, GroupQuery.SPACE).set("to", Jid.GROUPS).child(create).build();
    }

    @Override
    public GroupInfo read(Node result) throws MalformedNode {
        return GroupInfo.read(result.requireChild("group"));
    }
}
