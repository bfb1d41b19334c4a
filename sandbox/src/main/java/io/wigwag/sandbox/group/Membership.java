package io.wigwag.sandbox.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.group.Group.Rank;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who comes, goes and rises in groups. Every order says of each person it names what became of it.
public final class Membership {
    /// The setting that lets members bring others in, and its value that does.
    static final String ADD_MODE = "member_add_mode";

    private static final String ALL_MEMBERS = "all_member_add";

    private final Exchange exchange;
    private final Groups groups;
    private final GroupNews news;
    private final Invitations invitations;

    Membership(Exchange exchange, Groups groups, GroupNews news, Invitations invitations) {
        this.exchange = exchange;
        this.groups = groups;
        this.news = news;
        this.invitations = invitations;
    }

    /// 403 for those who aren't in the group.
    static void requireMember(Group group, Account person) throws IqRefused {
        if (!group.has(person)) {
            throw IqRefused.forbidden();
        }
    }

    /// 401 for members without the right.
    static void requireAdmin(Group group, Account person) throws IqRefused {
        requireMember(group, person);
        if (!group.isAdmin(person)) {
            throw IqRefused.notAuthorized();
        }
    }

    public List<Outcome> add(Actor actor, Group group, List<Jid> people) throws IqRefused {
        requireMember(group, actor.person());
        if (!group.isAdmin(actor.person())
                && group.mode(ADD_MODE).filter(ALL_MEMBERS::equals).isEmpty()) {
            throw IqRefused.notAuthorized();
        }
        var outcomes = new ArrayList<Outcome>();
        var newcomers = new ArrayList<Account>();
        for (var asked : people) {
            var outcome = mayAdd(actor, group, asked, newcomers);
            outcomes.add(outcome);
            if (outcome.isDone()) {
                newcomers.add(outcome.person().orElseThrow());
            }
        }
        welcome(actor, group, newcomers, Optional.empty());
        return outcomes;
    }

    /// Whether somebody may be brought in; done means that nothing stands against it.
    Outcome mayAdd(Actor actor, Group group, Jid asked, List<Account> besides) {
        var found = exchange.accounts().find(asked);
        if (found.isEmpty()) {
            return Outcome.failed(asked, found, Outcome.UNKNOWN);
        }
        var person = found.get();
        if (group.has(person) || besides.contains(person)) {
            return Outcome.failed(asked, found, Outcome.ALREADY_IN_GROUP);
        }
        if (group.size() + besides.size() >= exchange.settings().groupMembers) {
            return Outcome.failed(asked, found, Outcome.GROUP_IS_FULL);
        }
        var consent = exchange.consent();
        if (consent.blocks(person, actor.person()) || !consent.isAddable(person, actor.person())) {
            return Outcome.invitable(asked, person, invitations.issue(group, person, actor.person()));
        }
        return Outcome.done(asked, person);
    }

    /// Takes people in: they get the whole group, the others their names.
    void welcome(Actor actor, Group group, List<Account> newcomers, Optional<String> reason) {
        if (newcomers.isEmpty()) {
            return;
        }
        var others = group.members();
        var before = group.memberVersion();
        newcomers.forEach(person -> group.put(person, Rank.MEMBER));
        news.tell(
                group,
                actor,
                others,
                GroupNews.listing("add", group, newcomers)
                        .attribute("reason", reason)
                        .attribute("v_id", group.memberVersion())
                        .attribute("prev_v_id", before)
                        .build());
        news.tell(
                group,
                actor,
                newcomers,
                Node.tag("create")
                        .attribute("type", "invite")
                        .attribute("reason", reason)
                        .child(GroupElement.complete(group))
                        .build());
        newcomers.forEach(person -> exchange.events().add("group.joined", "group", group, "account", person));
    }

    public List<Outcome> remove(Actor actor, Group group, List<Jid> people) throws IqRefused {
        requireAdmin(group, actor.person());
        var outcomes = new ArrayList<Outcome>();
        var gone = new ArrayList<Account>();
        for (var asked : people) {
            var outcome = ranked(group, asked, Rank.SUPERADMIN);
            outcomes.add(outcome);
            outcome.person().filter(_ -> outcome.isDone()).ifPresent(gone::add);
        }
        takeOut(actor, group, gone, Optional.empty());
        return outcomes;
    }

    /// Finds a member, unless of a rank that nobody touches.
    private Outcome ranked(Group group, Jid asked, Rank untouched) {
        var person = exchange.accounts().find(asked);
        var rank = person.flatMap(group::rank);
        if (rank.isEmpty()) {
            return Outcome.failed(asked, person, Outcome.NOT_IN_GROUP);
        }
        return rank.get() == untouched
                ? Outcome.failed(asked, person, Outcome.REFUSED)
                : Outcome.done(asked, person.orElseThrow());
    }

    private void takeOut(Actor actor, Group group, List<Account> gone, Optional<String> reason) {
        if (gone.isEmpty()) {
            return;
        }
        var audience = group.members();
        var element = GroupNews.listing("remove", group, gone).attribute("reason", reason);
        var before = group.memberVersion();
        gone.forEach(group::remove);
        news.tell(
                group,
                actor,
                audience,
                element.attribute("v_id", group.memberVersion())
                        .attribute("prev_v_id", before)
                        .build());
        gone.forEach(person -> exchange.events().add("group.left", "group", group, "account", person));
        succeed(actor, group);
    }

    /// A group that lost its last admin gets the member who is there longest; an empty one is no more.
    private void succeed(Actor actor, Group group) {
        var left = group.members();
        if (left.isEmpty()) {
            groups.remove(group);
        } else if (left.stream().noneMatch(group::isAdmin)) {
            group.put(left.getFirst(), Rank.ADMIN);
            news.tell(group, actor, GroupNews.listing("promote", group, List.of(left.getFirst())));
        }
    }

    public void leave(Actor actor, Group group) throws IqRefused {
        requireMember(group, actor.person());
        takeOut(actor, group, List.of(actor.person()), Optional.empty());
    }

    public List<Outcome> promote(Actor actor, Group group, List<Jid> people) throws IqRefused {
        return rank(actor, group, people, "promote", Rank.ADMIN);
    }

    public List<Outcome> demote(Actor actor, Group group, List<Jid> people) throws IqRefused {
        return rank(actor, group, people, "demote", Rank.MEMBER);
    }

    private List<Outcome> rank(Actor actor, Group group, List<Jid> people, String change, Rank rank) throws IqRefused {
        requireAdmin(group, actor.person());
        var outcomes = new ArrayList<Outcome>();
        var ranked = new ArrayList<Account>();
        for (var asked : people) {
            var outcome = ranked(group, asked, Rank.SUPERADMIN);
            outcomes.add(outcome);
            outcome.person().filter(_ -> outcome.isDone()).ifPresent(ranked::add);
        }
        if (!ranked.isEmpty()) {
            ranked.forEach(person -> group.put(person, rank));
            news.tell(group, actor, GroupNews.listing(change, group, ranked));
        }
        return outcomes;
    }

    /// Ends a group.
    public void dissolve(Actor actor, Group group, String reason) {
        var audience = group.members();
        groups.remove(group);
        news.tell(
                group,
                actor,
                audience,
                Node.tag("delete").attribute("reason", reason).build());
    }

    /// An account is no more: it leaves all its groups.
    void accountRemoved(Account account) {
        groups.of(account).forEach(group -> takeOut(Actor.of(account), group, List.of(account), Optional.empty()));
    }
}
