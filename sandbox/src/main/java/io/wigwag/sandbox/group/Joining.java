package io.wigwag.sandbox.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The ways into a group from outside: by link, by personal invitation, and past the admins where they decide.
public final class Joining {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{8,40}");
    private static final String BY_LINK = "invite_link";
    private static final String INVITED = "invite";
    private static final String OPEN_LINK = "all_member_link";

    private final Exchange exchange;
    private final Groups groups;
    private final GroupNews news;
    private final Membership membership;
    private final Invitations invitations;

    Joining(Exchange exchange, Groups groups, GroupNews news, Membership membership, Invitations invitations) {
        this.exchange = exchange;
        this.groups = groups;
        this.news = news;
        this.membership = membership;
        this.invitations = invitations;
    }

    /// The code of a group's link, for those who may give it on.
    public String link(Account person, Group group) throws IqRefused {
        if (group.mode("member_link_mode").filter(OPEN_LINK::equals).isPresent()) {
            Membership.requireMember(group, person);
        } else {
            Membership.requireAdmin(group, person);
        }
        return group.inviteCode();
    }

    /// A new link; the old one is worth nothing from now on.
    public String renewLink(Actor actor, Group group) throws IqRefused {
        Membership.requireAdmin(group, actor.person());
        group.renewInviteCode(invitations.code());
        news.tell(group, actor, Node.tag(INVITED).attribute("code", group.inviteCode()));
        return group.inviteCode();
    }

    /// The group behind a link's code.
    public Group behind(String code) throws IqRefused {
        if (!CODE.matcher(code).matches()) {
            throw IqRefused.notAcceptable();
        }
        if (groups.isRevoked(code)) {
            throw new IqRefused(Invitations.GONE, "gone");
        }
        return groups.byInvite(code).orElseThrow(IqRefused::notFound);
    }

    /// Joins by a link. False: the admins decide first.
    public boolean join(Actor actor, Group group) throws IqRefused {
        var person = actor.person();
        requireRoom(group, person);
        if (!group.needsApproval()) {
            membership.welcome(actor, group, List.of(person), Optional.of(INVITED));
            return true;
        }
        group.request(new Group.Request(person, exchange.clock().instant(), BY_LINK));
        var requested = Node.tag("created_membership_requests")
                .attribute("request_method", BY_LINK)
                .child(GroupElement.named(Node.tag("requested_user"), group, person))
                // Some clients look for the one name, some for the other.
                .child(GroupElement.named(Node.tag("participant"), group, person));
        news.tell(group, actor, admins(group), requested.build());
        return false;
    }

    private void requireRoom(Group group, Account person) throws IqRefused {
        if (group.has(person)) {
            throw new IqRefused(Outcome.ALREADY_IN_GROUP, "conflict");
        }
        if (group.size() >= exchange.settings().groupMembers) {
            throw new IqRefused(Outcome.GROUP_IS_FULL, "resource-limit");
        }
    }

    private static List<Account> admins(Group group) {
        return group.members().stream().filter(group::isAdmin).toList();
    }

    /// A person shows the invitation they hold.
    public void accept(Actor actor, Group group, String code) throws IqRefused {
        var invitation = invitations.require(group, actor.person(), code);
        requireRoom(group, actor.person());
        group.uninvite(actor.person());
        membership.welcome(Actor.of(invitation.admin()), group, List.of(actor.person()), Optional.of(INVITED));
    }

    /// Whether somebody may see a group by the invitation they hold.
    public void requireInvitation(Account person, Group group, String code) throws IqRefused {
        invitations.require(group, person, code);
    }

    /// Takes personal invitations back.
    public List<Outcome> revoke(Actor actor, Group group, List<Jid> people) throws IqRefused {
        Membership.requireAdmin(group, actor.person());
        return each(people, group::uninvite);
    }

    private interface Deed {
        boolean isDone(Account person);
    }

    private List<Outcome> each(List<Jid> people, Deed deed) {
        var outcomes = new ArrayList<Outcome>();
        for (var asked : people) {
            var person = exchange.accounts().find(asked);
            outcomes.add(
                    person.filter(deed::isDone).isPresent()
                            ? Outcome.done(asked, person.get())
                            : Outcome.failed(asked, person, Outcome.UNKNOWN));
        }
        return outcomes;
    }

    /// Lets in those who asked.
    public List<Outcome> approve(Actor actor, Group group, List<Jid> people) throws IqRefused {
        Membership.requireAdmin(group, actor.person());
        var outcomes = each(people, group::withdraw);
        membership.welcome(actor, group, persons(outcomes), Optional.of(INVITED));
        return outcomes;
    }

    private static List<Account> persons(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome::isDone)
                .flatMap(outcome -> outcome.person().stream())
                .toList();
    }

    /// Turns those away who asked.
    public List<Outcome> reject(Actor actor, Group group, List<Jid> people) throws IqRefused {
        Membership.requireAdmin(group, actor.person());
        return withdraw(actor, group, people);
    }

    /// Somebody no longer wants to be let in.
    public List<Outcome> cancel(Actor actor, Group group) {
        return withdraw(actor, group, List.of(group.addressing().of(actor.person())));
    }

    private List<Outcome> withdraw(Actor actor, Group group, List<Jid> people) {
        var outcomes = each(people, group::withdraw);
        var gone = persons(outcomes);
        if (!gone.isEmpty()) {
            var audience = new ArrayList<>(admins(group));
            audience.addAll(gone);
            news.tell(
                    group,
                    actor,
                    audience,
                    GroupNews.listing("revoked_membership_requests", group, gone)
                            .build());
        }
        return outcomes;
    }
}
