package io.wigwag.sandbox.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.group.Group.Description;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Account;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What members change about a group itself: its name, what it is about, how it is set up.
public final class GroupChanges {
    /// Settings with a word for a value.
    static final Set<String> MODES = Set.of(Membership.ADD_MODE, "member_link_mode", "member_share_group_history_mode");

    private static final int CONFLICT = 409;

    private final Exchange exchange;
    private final GroupNews news;

    GroupChanges(Exchange exchange, GroupNews news) {
        this.exchange = exchange;
        this.news = news;
    }

    /// What members may change as long as the group isn't locked.
    private static void requireSay(Group group, Account person) throws IqRefused {
        if (group.is(Toggle.LOCKED)) {
            Membership.requireAdmin(group, person);
        } else {
            Membership.requireMember(group, person);
        }
    }

    void requireSubject(String text) throws IqRefused {
        if (text.codePointCount(0, text.length()) > exchange.settings().groupSubjectLength) {
            throw IqRefused.notAcceptable();
        }
    }

    public void rename(Actor actor, Group group, String text) throws IqRefused {
        requireSay(group, actor.person());
        requireSubject(text);
        group.rename(text, actor.person(), exchange.clock().instant());
        var subject = Node.tag("subject")
                .attribute("subject", text)
                .attribute("s_t", group.subjectAt().getEpochSecond());
        GroupElement.person(subject, group, "s_o", actor.person());
        news.tell(group, actor, subject);
    }

    /// An id for a description whose writer gave it none.
    public String newId() {
        return exchange.nextId();
    }

    /// Says what a group is about, or that nothing is said any more.
    ///
    /// @param previous the description that the writer has seen; another one is in force: 409
    public void describe(Actor actor, Group group, String id, Optional<String> previous, Optional<Octets> body)
            throws IqRefused {
        requireSay(group, actor.person());
        requireDescription(body);
        var seen = group.description().map(Description::id);
        if (previous.isPresent() && !previous.equals(seen)) {
            throw new IqRefused(CONFLICT, "conflict");
        }
        group.describe(body.map(text ->
                new Description(id, text, actor.person(), exchange.clock().instant())));
        var description = Node.tag("description").attribute("id", id);
        body.ifPresentOrElse(
                text -> description.child(Node.tag("body").bytes(text)), () -> description.child(Node.of("delete")));
        news.tell(group, actor, description);
    }

    void requireDescription(Optional<Octets> body) throws IqRefused {
        var text = body.map(octets -> new String(octets.toArray(), StandardCharsets.UTF_8))
                .orElse("");
        if (text.codePointCount(0, text.length()) > exchange.settings().groupDescriptionLength) {
            throw IqRefused.notAcceptable();
        }
    }

    public void set(Actor actor, Group group, Toggle toggle, boolean on) throws IqRefused {
        Membership.requireAdmin(group, actor.person());
        group.set(toggle, on);
        var element = Node.tag(toggle.tag(on));
        if (toggle == Toggle.ANNOUNCEMENT) {
            element.attribute("v_id", group.settingVersion());
        }
        news.tell(group, actor, element);
    }

    /// After how many seconds messages disappear; empty for never.
    public void ephemeral(Actor actor, Group group, OptionalLong seconds) throws IqRefused {
        requireSay(group, actor.person());
        group.ephemeral(seconds);
        var element = Node.tag(seconds.isPresent() ? "ephemeral" : "not_ephemeral");
        seconds.ifPresent(value -> element.attribute("expiration", value));
        news.tell(group, actor, element);
    }

    /// One of the settings with a word for a value.
    public void mode(Actor actor, Group group, String tag, String word) throws IqRefused {
        Membership.requireAdmin(group, actor.person());
        if (!MODES.contains(tag)) {
            throw IqRefused.badRequest();
        }
        group.mode(tag, word);
        news.tell(group, actor, GroupElement.mode(tag, word).toBuilder());
    }

    /// Whether admins decide on who joins.
    public void approval(Actor actor, Group group, boolean on) throws IqRefused {
        Membership.requireAdmin(group, actor.person());
        group.needsApproval(on);
        news.tell(group, actor, GroupElement.approval(on).toBuilder());
    }
}
