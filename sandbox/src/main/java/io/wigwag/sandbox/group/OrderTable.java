package io.wigwag.sandbox.group;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import java.util.ArrayList;
import java.util.List;

/// Enters what people may ask of groups, so that the news of what an order did goes out behind its answer.
final class OrderTable {
    private static final String NAMESPACE = "w:g2";

    private final StanzaTable table;
    private final Groups groups;
    private final GroupNews news;

    OrderTable(StanzaTable table, Groups groups, GroupNews news) {
        this.table = table;
        this.groups = groups;
        this.news = news;
    }

    /// Answers a person who is logged in.
    interface Order {
        Answer follow(Actor actor, Node iq) throws IqRefused, MalformedNode;
    }

    /// Does something to people of a group, one by one.
    interface Roll {
        List<Outcome> call(Actor actor, Group group, List<Jid> people) throws IqRefused;
    }

    /// What changes nothing.
    void get(String tag, Order order) {
        table.query(NAMESPACE, "get", tag, (from, iq) -> order.follow(actor(from), iq));
    }

    void set(String tag, Order order) {
        table.query(NAMESPACE, "set", tag, (from, iq) -> {
            var actor = actor(from);
            news.hold();
            try {
                return order.follow(actor, iq).then(news::release);
            } catch (IqRefused | MalformedNode | RuntimeException refused) {
                news.release();
                throw refused;
            }
        });
    }

    void roll(String tag, Roll roll) {
        set(tag, (actor, iq) -> {
            var outcomes = roll.call(actor, group(iq), people(iq.requireChild(tag)));
            return Answer.of(element(tag, outcomes));
        });
    }

    /// The answer that says what became of each.
    static Node element(String tag, List<Outcome> outcomes) {
        return Node.tag(tag)
                .children(outcomes.stream().map(Outcome::toNode).toList())
                .build();
    }

    private static Actor actor(Connection from) throws IqRefused {
        return Actor.of(from.device().orElseThrow(IqRefused::notAuthorized));
    }

    static List<Jid> people(Node list) throws MalformedNode {
        var people = new ArrayList<Jid>();
        for (var participant : list.children("participant")) {
            people.add(participant.attributes().requireJid("jid"));
        }
        return people;
    }

    /// The group that a query is for.
    Group group(Node iq) throws IqRefused, MalformedNode {
        return groups.find(iq.attributes().requireJid("to")).orElseThrow(IqRefused::notFound);
    }

    /// The answer that repeats what was asked.
    static Answer echo(Node iq, String tag) {
        return Answer.of(iq.child(tag).orElse(Node.of(tag)));
    }
}
