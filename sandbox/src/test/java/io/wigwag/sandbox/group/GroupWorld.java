package io.wigwag.sandbox.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.SmallWorld;
import io.wigwag.sandbox.SmallWorld.Client;
import io.wigwag.sandbox.world.Account;
import java.util.List;

/// A small world with three people who are online, and queries about groups.
final class GroupWorld implements AutoCloseable {
    final SmallWorld world = new SmallWorld();
    final Assembly assembly = Assembly.addTo(world.exchange());
    final Account anna = world.account("anna");
    final Account ben = world.account("ben");
    final Account carl = world.account("carl");
    final Client founder = world.online(anna);
    final Client member = world.online(ben);
    final Client other = world.online(carl);

    static NodeBuilder participant(Jid jid) {
        return Node.tag("participant").attribute("jid", jid);
    }

    static Node people(String tag, Account... people) {
        var list = Node.tag(tag);
        for (var person : people) {
            list.child(participant(person.lid()));
        }
        return list.build();
    }

    /// The answer to a query; what else came stays to be read.
    Node ask(Client client, String type, Jid to, Node child) {
        return asked(client, type, to, child).getFirst();
    }

    /// The answer to a query, and what came along with it.
    List<Node> asked(Client client, String type, Jid to, Node child) {
        client.took();
        return client.send(Node.tag("iq")
                        .attribute("id", "q")
                        .attribute("type", type)
                        .attribute("xmlns", "w:g2")
                        .attribute("to", to)
                        .child(child)
                        .build())
                .took();
    }

    Node set(Client client, Group group, Node child) {
        return ask(client, "set", group.jid(), child);
    }

    Node get(Client client, Group group, Node child) {
        return ask(client, "get", group.jid(), child);
    }

    static String error(Node answer) {
        assertThat(answer.attributes().text("type")).hasValue("error");
        return answer.child("error").orElseThrow().attributes().text("code").orElseThrow();
    }

    static Node content(Node answer) {
        assertThat(answer.attributes().text("type")).hasValue("result");
        return answer.children().getFirst();
    }

    /// A group of all three, of which everybody has heard.
    Group group() {
        return group(ben, carl);
    }

    Group group(Account... members) {
        var created = content(ask(
                founder,
                "set",
                Jid.GROUPS,
                people("create", members).toBuilder()
                        .attribute("subject", "Trip")
                        .attribute("key", "K1")
                        .build()));
        List.of(founder, member, other).forEach(Client::took);
        return assembly.groups().all().stream()
                .filter(group -> created.attributes().is("id", group.id()))
                .findFirst()
                .orElseThrow();
    }

    /// The one piece of group news that came.
    static Node news(Client client) {
        var all = client.took("notification");
        assertThat(all).hasSize(1);
        assertThat(all.getFirst().attributes().text("type")).hasValue("w:gp2");
        return all.getFirst().children().getFirst();
    }

    @Override
    public void close() {
        assertThat(world.failures()).isZero();
        world.close();
    }
}
