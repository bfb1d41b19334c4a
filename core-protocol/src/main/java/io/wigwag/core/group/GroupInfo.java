package io.wigwag.core.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.event.GroupChange.Setting;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import io.wigwag.core.stanza.Lenient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A group as its members see it.
///
/// @param description absent where there is none
/// @param on the settings that are on
/// @param timer after which messages go; zero for never
public record GroupInfo(
        Jid id,
        String subject,
        Optional<Description> description,
        Optional<Jid> owner,
        List<Member> members,
        Set<Setting> on,
        Duration timer) {
    public GroupInfo {
        members = List.copyOf(members);
        on = Set.copyOf(on);
    }

    /// Words about a group.
    ///
    /// @param id which has to be named by whoever changes them
    public record Description(String id, String text) {}

    /// One of them.
    ///
    /// @param jid in the group's own names
    /// @param other the member's other name, where the server told it
    public record Member(Jid jid, Optional<Jid> other, Rank rank) {}

    /// What members may do.
    public enum Rank {
        MEMBER,
        ADMIN,
        /// Who made the group.
        CREATOR
    }

    static GroupInfo read(Node group) throws MalformedNode {
        var attributes = group.attributes();
        return new GroupInfo(
                id(attributes.requireText("id")),
                attributes.text("subject").orElse(""),
                description(group),
                attributes.jid("creator"),
                members(group),
                settings(group),
                Duration.ofSeconds(group.child("ephemeral")
                        .map(node -> Lenient.number(node, "expiration").orElse(0))
                        .orElse(0)));
    }

    /// Given without its server, in most places.
    private static Jid id(String text) throws MalformedNode {
        try {
            return text.contains("@") ? Jid.parse(text) : Jid.of(text, Server.GROUP);
        } catch (MalformedJid malformed) {
            throw new MalformedNode("group: attribute id is no address");
        }
    }

    private static Optional<Description> description(Node group) {
        return group.child("description")
                .flatMap(node -> node.child("body")
                        .flatMap(Node::text)
                        .map(text ->
                                new Description(node.attributes().text("id").orElse(""), text)));
    }

    private static List<Member> members(Node group) throws MalformedNode {
        var members = new ArrayList<Member>();
        for (var participant : group.children("participant")) {
            var attributes = participant.attributes();
            var phone = attributes.jid("phone_number");
            var lid = attributes.jid("lid");
            members.add(new Member(
                    attributes.requireJid("jid"),
                    phone.or(() -> lid),
                    rank(attributes.text("type").orElse(""))));
        }
        return members;
    }

    private static Rank rank(String type) {
        return switch (type) {
            case "admin" -> Rank.ADMIN;
            case "superadmin" -> Rank.CREATOR;
            default -> Rank.MEMBER;
        };
    }

    private static Set<Setting> settings(Node group) {
        var on = EnumSet.noneOf(Setting.class);
        if (group.child("announcement").isPresent()) {
            on.add(Setting.ANNOUNCEMENT);
        }
        if (group.child("locked").isPresent()) {
            on.add(Setting.LOCKED);
        }
        if (group.child("membership_approval_mode").isPresent()) {
            on.add(Setting.APPROVAL);
        }
        if (group.child("member_add_mode")
                .flatMap(Node::text)
                .filter("all_member_add"::equals)
                .isPresent()) {
            on.add(Setting.OPEN_ADDING);
        }
        return on;
    }
}
