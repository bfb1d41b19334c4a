package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqQuestion;
import io.wigwag.core.stanza.Lenient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks who is in a group: `<iq type=get xmlns=w:g2 to=GROUP><query request=interactive/></iq>`.
record RosterQuery(Jid group) implements IqQuestion<Roster> {

    @Override
    public Node toNode(String id) {
        return Iq.get(id, "w:g2")
                .set("to", group)
                .child(Node.tag("query").attribute("request", "interactive"))
                .build();
    }

    @Override
    public Roster read(Node result) throws MalformedNode {
        return roster(result.requireChild("group"));
    }

    /// The description of a group in an answer or a notification.
    static Roster roster(Node group) throws MalformedNode {
        return new Roster(
                group.attributes().is("addressing_mode", "lid") ? Roster.Addressing.LID : Roster.Addressing.PN,
                members(group),
                group.child("announcement").isPresent(),
                group.child("ephemeral")
                        .map(node -> Lenient.number(node, "expiration").orElse(0))
                        .orElse(0));
    }

    static List<Roster.Member> members(Node parent) throws MalformedNode {
        var members = new ArrayList<Roster.Member>();
        for (var participant : parent.children("participant")) {
            var attributes = participant.attributes();
            var jid = attributes.requireJid("jid").bare();
            var phone = attributes.jid("phone_number");
            var lid = attributes.jid("lid");
            var other = phone.or(() -> lid).map(Jid::bare).filter(name -> !name.equals(jid));
            var type = attributes.text("type");
            members.add(new Roster.Member(jid, other, isAdmin(type)));
        }
        return members;
    }

    private static boolean isAdmin(Optional<String> type) {
        return type.filter(text -> text.equals("admin") || text.equals("superadmin"))
                .isPresent();
    }
}
