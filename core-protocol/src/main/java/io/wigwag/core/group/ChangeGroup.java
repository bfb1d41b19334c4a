package io.wigwag.core.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.event.GroupChange.Setting;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Done;
import io.wigwag.core.stanza.Iq;
import io.wigwag.core.stanza.IqRequest;
import java.time.Duration;
import java.util.Optional;

/// Changes something about a group itself.
public final class ChangeGroup implements IqRequest<Done> {
    private final Jid to;
    private final Node change;

    private ChangeGroup(Jid to, Node change) {
        this.to = to;
        this.change = change;
    }

    public static ChangeGroup subject(Jid group, String subject) {
        return new ChangeGroup(group, Node.tag("subject").text(subject).build());
    }

    /// Describes a group, or takes the description away where the text is empty.
    ///
    /// @param before the id of the description that there is: the server refuses whoever does not know it
    public static ChangeGroup description(Jid group, String text, String id, Optional<String> before) {
        var change = Node.tag("description").attribute("id", id).attribute("prev", before);
        return new ChangeGroup(
                group,
                text.isEmpty()
                        ? change.attribute("delete", "true").build()
                        : change.child(Node.tag("body").text(text)).build());
    }

    public static ChangeGroup setting(Jid group, Setting setting, boolean on) {
        return new ChangeGroup(
                group,
                switch (setting) {
                    case ANNOUNCEMENT -> Node.of(on ? "announcement" : "not_announcement");
                    case LOCKED -> Node.of(on ? "locked" : "unlocked");
                    case APPROVAL ->
                        Node.tag("membership_approval_mode")
                                .child(Node.tag("group_join").attribute("state", on ? "on" : "off"))
                                .build();
                    case OPEN_ADDING ->
                        Node.tag("member_add_mode")
                                .text(on ? "all_member_add" : "admin_add")
                                .build();
                });
    }

    /// After how long messages go; zero for never.
    public static ChangeGroup timer(Jid group, Duration time) {
        return new ChangeGroup(
                group,
                time.isZero()
                        ? Node.of("not_ephemeral")
                        : Node.tag("ephemeral")
                                .attribute("expiration", time.toSeconds())
                                .build());
    }

    public static ChangeGroup leave(Jid group) {
        return new ChangeGroup(
                Jid.GROUPS,
                Node.tag("leave")
                        .child(Node.tag("group").attribute("id", group))
                        .build());
    }

    @Override
    public Node toNode(String id) {
        return Iq.set(id, GroupQuery.SPACE).set("to", to).child(change).build();
    }

    @Override
    public Done read(Node result) {
        return Done.DONE;
    }
}
