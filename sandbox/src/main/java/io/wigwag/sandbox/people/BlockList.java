package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;

/// Tells and changes whom an account has blocked.
final class BlockList implements Feature {
    private final Exchange exchange;
    private final People people;

    BlockList(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("blocklist", "get", StanzaTable.ANY, this::get);
        table.query("blocklist", "set", "item", this::set);
    }

    private Answer get(Connection from, Node iq) throws IqRefused {
        return Answer.of(list(people.of(from.requireLogin().account()).blocked()));
    }

    private static Node list(BlockedPeople blocked) {
        var items = blocked.since().entrySet().stream()
                .map(entry -> Node.tag("item")
                        .attribute("jid", entry.getKey().lid())
                        .attribute("pn_jid", entry.getKey().pn())
                        .attribute("t", entry.getValue().getEpochSecond())
                        .build())
                .toList();
        return Node.tag("list")
                .attribute("dhash", blocked.hash())
                .attribute("addressing_mode", "lid")
                .children(items)
                .build();
    }

    private Answer set(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        var blocked = people.of(device.account()).blocked();
        var before = blocked.hash();
        var item = iq.requireChild("item");
        var action = item.attributes().requireText("action");
        var address = item.attributes().requireJid("jid");
        var other = exchange.accounts().find(address).orElseThrow(IqRefused::notFound);
        switch (action) {
            case "block" -> blocked.add(other, exchange.clock().instant());
            case "unblock" -> blocked.remove(other);
            default -> throw IqRefused.badRequest();
        }
        var told = Node.tag("blocklist")
                .attribute("action", "modify")
                .attribute("dhash", blocked.hash())
                .attribute("prev_dhash", before)
                .child(Node.tag("item").attribute("jid", address.bare()).attribute("action", action))
                .build();
        return Answer.of(list(blocked)).then(() -> people.tellOwnOthers(device, told));
    }
}
