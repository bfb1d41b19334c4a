package io.wigwag.sandbox.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;

/// Clients' queries about groups: which there are, who is in them; and the groups' share in the life of accounts.
final class GroupQueries implements Feature {
    private final Exchange exchange;
    private final Assembly assembly;

    GroupQueries(Exchange exchange, Assembly assembly) {
        this.exchange = exchange;
        this.assembly = assembly;
    }

    @Override
    public void enter(StanzaTable stanzas) {
        var table = new OrderTable(stanzas, assembly.groups(), assembly.news());
        var membership = assembly.membership();
        table.get("query", (actor, iq) -> query(table, actor, iq));
        table.get("participating", this::participating);
        table.set("create", this::create);
        table.set("leave", this::leave);
        table.roll("add", membership::add);
        table.roll("remove", membership::remove);
        table.roll("promote", membership::promote);
        table.roll("demote", membership::demote);
        new SettingQueries(assembly.changes(), table).enter();
        new JoinQueries(assembly.joining(), table).enter();
    }

    private Answer query(OrderTable table, Actor actor, Node iq) throws IqRefused, MalformedNode {
        var query = iq.requireChild("query");
        if (!iq.attributes().requireJid("to").equals(Jid.GROUPS)) {
            return Answer.of(one(actor, table.group(iq), query));
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
