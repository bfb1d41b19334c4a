package io.wigwag.sandbox.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes groups and their members as the wire shows them. People stand there by the address that the group uses, with
/// the other one beside it; what is off is not written.
final class GroupElement {
    private GroupElement() {}

    /// All there is to say.
    static Node complete(Group group) {
        var node = head(group);
        group.members().forEach(member -> node.child(participant(group, member)));
        describe(group, node);
        settings(group, node);
        return node.build();
    }

    /// As one of a list, with the parts that were asked for.
    static Node listed(Group group, boolean withParticipants, boolean withDescription) {
        var node = head(group);
        if (withParticipants) {
            group.members().forEach(member -> node.child(participant(group, member)));
        }
        if (withDescription) {
            describe(group, node);
        }
        settings(group, node);
        return node.build();
    }

    /// As those see it who hold an invitation.
    static Node reduced(Group group) {
        var node = head(group);
        describe(group, node);
        settings(group, node);
        return node.build();
    }

    private static NodeBuilder head(Group group) {
        var node = Node.tag("group")
                .attribute("id", group.id())
                .attribute("subject", group.subject())
                .attribute("s_t", group.subjectAt().getEpochSecond());
        person(node, group, "s_o", group.subjectBy());
        node.attribute("creation", group.createdAt().getEpochSecond());
        person(node, group, "creator", group.creator());
        return node.attribute("addressing_mode", group.addressing().text())
                .attribute("size", group.size())
                .attribute("p_v_id", group.memberVersion())
                .attribute("a_v_id", group.settingVersion());
    }

    /// A person in an attribute, with the number beside a hidden id.
    static void person(NodeBuilder node, Group group, String attribute, Account person) {
        node.attribute(attribute, group.addressing().of(person));
        if (group.addressing() == Addressing.LID) {
            node.attribute(attribute + "_pn", person.pn());
        }
    }

    static Node participant(Group group, Account person) {
        var node = named(Node.tag("participant"), group, person);
        group.rank(person)
                .filter(Group.Rank::isAdmin)
                .ifPresent(rank -> node.attribute("type", rank == Group.Rank.ADMIN ? "admin" : "superadmin"));
        return node.build();
    }

    /// By both addresses.
    static NodeBuilder named(NodeBuilder node, Group group, Account person) {
        return group.addressing() == Addressing.LID
                ? node.attribute("jid", person.lid()).attribute("phone_number", person.pn())
                : node.attribute("jid", person.pn()).attribute("lid", person.lid());
    }

    private static void describe(Group group, NodeBuilder node) {
        group.description().ifPresent(text -> {
            var description = Node.tag("description").attribute("id", text.id());
            person(description, group, "participant", text.by());
            node.child(description
                    .attribute("t", text.at().getEpochSecond())
                    .child(Node.tag("body").bytes(text.body())));
        });
    }

    private static void settings(Group group, NodeBuilder node) {
        Arrays.stream(Toggle.values()).filter(group::is).forEach(toggle -> node.child(Node.of(toggle.tag(true))));
        group.ephemeral()
                .ifPresent(seconds -> node.child(
                        Node.tag("ephemeral").attribute("expiration", seconds).attribute("trigger", "1")));
        if (group.needsApproval()) {
            node.child(approval(true));
        }
        group.modes().forEach((tag, word) -> node.child(mode(tag, word)));
    }

    static Node approval(boolean on) {
        return Node.tag("membership_approval_mode")
                .child(Node.tag("group_join").attribute("state", on ? "on" : "off"))
                .build();
    }

    static Node mode(String tag, String word) {
        return Node.tag(tag)
                .bytes(Octets.wrap(word.getBytes(StandardCharsets.UTF_8)))
                .build();
    }
}
