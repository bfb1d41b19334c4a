package io.wigwag.sandbox.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Translates clients' queries about groups, and the answers.
final class GroupQueries implements Feature {
    private static final String NAMESPACE = "w:g2";

    private final Exchange exchange;
    private final Assembly assembly;

    GroupQueries(Exchange exchange, Assembly assembly) {
        this.exchange = exchange;
        this.assembly = assembly;
    }

    /// Does something as a member who is logged in.
    private interface Order {
        Answer follow(Actor actor, Node iq) throws IqRefused, MalformedNode;
    }

    /// Changes who is in a group, person by person.
    private interface Roll {
        List<Outcome> call(Actor actor, Group group, List<Jid> people) throws IqRefused;
    }

    @Override
    public void enter(StanzaTable table) {
        get(table, "query", this::query);
        get(table, "participating", this::participating);
        get(table, "invite", this::invite);
        get(table, "membership_approval_requests", this::requests);
        set(table, "create", this::create);
        set(table, "leave", this::leave);
        roll(table, "add", assembly.membership()::add);
        roll(table, "remove", assembly.membership()::remove);
        roll(table, "promote", assembly.membership()::promote);
        roll(table, "demote", assembly.membership()::demote);
        roll(table, "revoke", assembly.joining()::revoke);
        set(table, "subject", this::subject);
        set(table, "description", this::description);
        set(table, "ephemeral", (actor, iq) -> ephemeral(actor, iq, iq.requireChild("ephemeral")));
        set(table, "not_ephemeral", (actor, iq) -> ephemeral(actor, iq, Node.of("not_ephemeral")));
        set(table, "membership_approval_mode", this::approval);
        for (var toggle : Toggle.values()) {
            for (var on : List.of(true, false)) {
                var tag = toggle.tag(on);
                set(table, tag, (actor, iq) -> {
                    assembly.changes().set(actor, group(iq), toggle, on);
                    return echo(iq, tag);
                });
            }
        }
        for (var tag : GroupChanges.MODES) {
            set(table, tag, (actor, iq) -> {
                assembly.changes()
                        .mode(actor, group(iq), tag, iq.requireChild(tag).requireText());
                return echo(iq, tag);
            });
        }
        set(table, "invite", this::renewOrJoin);
        set(table, "accept", this::accept);
        set(table, "membership_requests_action", this::decide);
        set(table, "cancel_membership_requests", this::cancel);
    }

    private void get(StanzaTable table, String tag, Order order) {
        table.query(NAMESPACE, "get", tag, (from, iq) -> order.follow(actor(from), iq));
    }

    /// What changes something is told to others behind its answer.
    private void set(StanzaTable table, String tag, Order order) {
        table.query(NAMESPACE, "set", tag, (from, iq) -> {
            var actor = actor(from);
            assembly.news().hold();
            try {
                return order.follow(actor, iq).then(assembly.news()::release);
            } catch (IqRefused | MalformedNode | RuntimeException refused) {
                assembly.news().release();
                throw refused;
            }
        });
    }

    private void roll(StanzaTable table, String tag, Roll roll) {
        set(table, tag, (actor, iq) -> {
            var outcomes = roll.call(actor, group(iq), people(iq.requireChild(tag)));
            return Answer.of(element(tag, outcomes));
        });
    }

    private static Node element(String tag, List<Outcome> outcomes) {
        return Node.tag(tag)
                .children(outcomes.stream().map(Outcome::toNode).toList())
                .build();
    }

    private static Actor actor(Connection from) throws IqRefused {
        Device device = from.device().orElseThrow(IqRefused::notAuthorized);
        return Actor.of(device);
    }

    private static List<Jid> people(Node list) throws MalformedNode {
        var people = new ArrayList<Jid>();
        for (var participant : list.children("participant")) {
            people.add(participant.attributes().requireJid("jid"));
        }
        return people;
    }

    private Group group(Node iq) throws IqRefused, MalformedNode {
        return assembly.groups().find(iq.attributes().requireJid("to")).orElseThrow(IqRefused::notFound);
    }

    private static Answer echo(Node iq, String tag) {
        return Answer.of(iq.child(tag).orElse(Node.of(tag)));
    }

    private Answer query(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var query = iq.requireChild("query");
        if (!iq.attributes().requireJid("to").equals(Jid.GROUPS)) {
            return Answer.of(one(actor, group(iq), query));
        }
        var groups = new ArrayList<Node>();
        for (var asked : query.children("group")) {
            groups.add(oneOfMany(actor, asked.attributes().requireJid("jid")));
        }
        return Answer.of(Node.tag("groups").children(groups).build());
    }

    private Node one(Actor actor, Group group, Node query) throws IqRefused, MalformedNode {
        var invitation = query.child("add_request");
        if (invitation.isPresent()) {
            assembly.joining()
                    .requireInvitation(
                            actor.person(), group, invitation.get().attributes().requireText("code"));
        } else {
            Membership.requireMember(group, actor.person());
        }
        return GroupElement.complete(group);
    }

    private Node oneOfMany(Actor actor, Jid asked) {
        var group = assembly.groups().find(asked);
        if (group.filter(found -> found.has(actor.person())).isPresent()) {
            return GroupElement.complete(group.get());
        }
        return Node.tag("group")
                .attribute("jid", asked)
                .attribute("error", group.isPresent() ? "403" : "404")
                .build();
    }

    private Answer participating(Actor actor, Node iq) throws MalformedNode {
        var asked = iq.requireChild("participating");
        return Answer.of(Node.tag("groups")
                .children(assembly.groups().of(actor.person()).stream()
                        .map(group -> GroupElement.listed(
                                group,
                                asked.child("participants").isPresent(),
                                asked.child("description").isPresent()))
                        .toList())
                .build());
    }

    private Answer create(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var founded = assembly.founding().create(actor, Drafts.read(iq.requireChild("create"), exchange.settings()));
        var element = GroupElement.complete(founded.group()).toBuilder();
        founded.refused().forEach(outcome -> element.child(outcome.toNode()));
        return Answer.of(element.build());
    }

    private Answer leave(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var answer = Node.tag("leave");
        for (var left : iq.requireChild("leave").children("group")) {
            var id = left.attributes().requireJid("id");
            var group = assembly.groups().find(id).filter(found -> found.has(actor.person()));
            if (group.isPresent()) {
                assembly.membership().leave(actor, group.get());
                answer.child(left);
            } else {
                answer.child(Node.tag("group").attribute("id", id).attribute("error", "404"));
            }
        }
        return Answer.of(answer.build());
    }

    private Answer subject(Actor actor, Node iq) throws IqRefused, MalformedNode {
        assembly.changes()
                .rename(actor, group(iq), iq.requireChild("subject").text().orElse(""));
        return echo(iq, "subject");
    }

    private Answer description(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var description = iq.requireChild("description");
        var attributes = description.attributes();
        var body = attributes.is("delete", "true")
                ? Optional.<Octets>empty()
                : description.child("body").flatMap(Node::bytes);
        assembly.changes()
                .describe(
                        actor,
                        group(iq),
                        attributes.text("id").orElseGet(exchange::nextId),
                        attributes.text("prev").filter(previous -> !previous.isEmpty() && !previous.equals("none")),
                        body);
        return echo(iq, "description");
    }

    private Answer ephemeral(Actor actor, Node iq, Node element) throws IqRefused, MalformedNode {
        var seconds = element.attributes().number("expiration").orElse(0);
        assembly.changes().ephemeral(actor, group(iq), seconds > 0 ? OptionalLong.of(seconds) : OptionalLong.empty());
        return Answer.of(element);
    }

    private Answer approval(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var mode = iq.requireChild("membership_approval_mode");
        var on = mode.children().stream().anyMatch(child -> child.attributes().is("state", "on"));
        assembly.changes().approval(actor, group(iq), on);
        return Answer.of(mode);
    }

    private Answer invite(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var code = iq.requireChild("invite").attributes().text("code");
        if (code.isPresent()) {
            return Answer.of(GroupElement.reduced(assembly.joining().behind(code.get())));
        }
        return Answer.of(link(assembly.joining().link(actor.person(), group(iq))));
    }

    private static Node link(String code) {
        return Node.tag("invite").attribute("code", code).build();
    }

    private Answer renewOrJoin(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var code = iq.requireChild("invite").attributes().text("code");
        if (code.isEmpty()) {
            return Answer.of(link(assembly.joining().renewLink(actor, group(iq))));
        }
        var group = assembly.joining().behind(code.get());
        var joined = assembly.joining().join(actor, group);
        return Answer.of(Node.tag(joined ? "group" : "membership_approval_request")
                .attribute("jid", group.jid())
                .build());
    }

    private Answer accept(Actor actor, Node iq) throws IqRefused, MalformedNode {
        assembly.joining()
                .accept(actor, group(iq), iq.requireChild("accept").attributes().requireText("code"));
        return Answer.empty();
    }

    private Answer requests(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var group = group(iq);
        Membership.requireAdmin(group, actor.person());
        return Answer.of(Node.tag("membership_approval_requests")
                .children(group.requests().stream()
                        .map(request -> GroupElement.named(
                                        Node.tag("membership_approval_request"), group, request.person())
                                .attribute("request_time", request.at().getEpochSecond())
                                .attribute("request_method", request.method())
                                .build())
                        .toList())
                .build());
    }

    private Answer decide(Actor actor, Node iq) throws IqRefused, MalformedNode {
        var group = group(iq);
        var answer = Node.tag("membership_requests_action");
        for (var decision : iq.requireChild("membership_requests_action").children()) {
            var people = people(decision);
            answer.child(
                    switch (decision.tag()) {
                        case "approve" -> element("approve", assembly.joining().approve(actor, group, people));
                        case "reject" -> element("reject", assembly.joining().reject(actor, group, people));
                        default -> throw IqRefused.badRequest();
                    });
        }
        return Answer.of(answer.build());
    }

    private Answer cancel(Actor actor, Node iq) throws IqRefused, MalformedNode {
        return Answer.of(
                element("cancel_membership_requests", assembly.joining().cancel(actor, group(iq))));
    }

    @Override
    public void accountAdded(Account account) {
        assembly.founding().seed(account);
    }

    @Override
    public void accountRemoved(Account account) {
        assembly.forget(account);
    }

    @Override
    public void reset() {
        assembly.clear();
    }
}
