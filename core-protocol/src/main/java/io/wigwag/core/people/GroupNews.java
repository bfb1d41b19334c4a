package io.wigwag.core.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.event.GroupChange;
import io.wigwag.core.event.GroupChange.Action;
import io.wigwag.core.event.GroupChange.Setting;
import io.wigwag.core.event.GroupChange.Switched;
import io.wigwag.core.event.PeopleEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.stanza.Lenient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a notification of type `w:gp2` tells of a group, for those who show it.
public final class GroupNews {
    private static final String SUBJECT = "subject";

    private GroupNews() {}

    public static List<PeopleEvent> read(Node notification) throws MalformedNode {
        var group = notification.attributes().requireJid("from");
        var author = notification.attributes().jid("participant");
        var news = new ArrayList<PeopleEvent>();
        for (var change : notification.children()) {
            news.add(new PeopleEvent.GroupChanged(group, author, change(change)));
        }
        return news;
    }

    private static GroupChange change(Node change) throws MalformedNode {
        return switch (change.tag()) {
            case "create" -> created(change.child("group").orElse(change));
            case "add" -> members(Action.ADDED, change);
            case "remove", "leave" -> members(Action.REMOVED, change);
            case "promote" -> members(Action.PROMOTED, change);
            case "demote" -> members(Action.DEMOTED, change);
            case "modify" -> members(Action.RENAMED, change);
            case SUBJECT ->
                new GroupChange.Subject(change.attributes().text(SUBJECT).orElse(""));
            case "description" ->
                new GroupChange.Description(
                        change.child("body").flatMap(Node::text).orElse(""));
            case "announcement" -> new Switched(Setting.ANNOUNCEMENT, true);
            case "not_announcement" -> new Switched(Setting.ANNOUNCEMENT, false);
            case "locked" -> new Switched(Setting.LOCKED, true);
            case "unlocked" -> new Switched(Setting.LOCKED, false);
            case "membership_approval_mode" ->
                new Switched(
                        Setting.APPROVAL,
                        change.child("group_join")
                                .filter(mode -> mode.attributes().is("state", "on"))
                                .isPresent());
            case "member_add_mode" ->
                new Switched(
                        Setting.OPEN_ADDING,
                        change.text().filter("all_member_add"::equals).isPresent());
            case "ephemeral" ->
                new GroupChange.Timer(
                        Duration.ofSeconds(Lenient.number(change, "expiration").orElse(0)));
            case "not_ephemeral" -> new GroupChange.Timer(Duration.ZERO);
            case "invite" ->
                new GroupChange.InviteRenewed(change.attributes().text("code").orElse(""));
            case "delete" -> new GroupChange.Deleted();
            default -> new GroupChange.Other(change.tag());
        };
    }

    private static GroupChange created(Node group) throws MalformedNode {
        return new GroupChange.Created(group.attributes().text(SUBJECT).orElse(""), names(group));
    }

    private static GroupChange members(Action action, Node change) throws MalformedNode {
        return new GroupChange.Members(action, names(change));
    }

    private static List<Jid> names(Node parent) throws MalformedNode {
        return RosterQuery.members(parent).stream().map(Roster.Member::jid).toList();
    }
}
