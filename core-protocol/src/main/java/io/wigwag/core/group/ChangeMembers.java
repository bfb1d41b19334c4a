package io.wigwag.core.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Lenient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lets people into a group, or changes what they are in it.
public record ChangeMembers(Jid group, Deed deed, List<Jid> members) implements IqRequest<List<ChangeMembers.Result>> {
    private static final int DONE = 200;

    public ChangeMembers {
        members = List.copyOf(members);
    }

    /// What is done to members; the wire's words.
    public enum Deed {
        ADD,
        REMOVE,
        PROMOTE,
        DEMOTE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What became of it for one of them.
    ///
    /// @param status 200, or the server's code for a no
    public record Result(Jid member, int status) {}

    @Override
    public Node toNode(String id) {
        var change = Node.tag(deed.wireName());
        members.forEach(member -> change.child(Node.tag("participant").attribute("jid", member.bare())));
        return Iq.set(id, GroupQuery.SPACE).set("to", group).child(change).build();
    }

    @Override
    public List<Result> read(Node result) throws MalformedNode {
        var each = new ArrayList<Result>();
        for (var member : result.requireChild(deed.wireName()).children("participant")) {
            each.add(new Result(
                    member.attributes().requireJid("jid"),
                    Lenient.number(member, "error").orElse(DONE)));
        }
        return each;
    }
}
