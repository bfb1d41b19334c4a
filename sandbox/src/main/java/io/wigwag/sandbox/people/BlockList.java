package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import java.util.Optional;

/// Tells and changes whom an account has blocked.
public final class BlockList implements Feature {
    private static final String BLOCK = "block";
    private static final String UNBLOCK = "unblock";

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
        var item = iq.requireChild("item");
        var action = item.attributes().requireText("action");
        if (!action.equals(BLOCK) && !action.equals(UNBLOCK)) {
            throw IqRefused.badRequest();
        }
        var address = item.attributes().requireJid("jid").bare();
        var other = exchange.accounts().find(address).orElseThrow(IqRefused::notFound);
        var told = change(device.account(), other, address, action.equals(BLOCK));
        return Answer.of(list(people.of(device.account()).blocked())).then(() -> people.tellOwnOthers(device, told));
    }

    /// A phone blocks somebody, or no longer does; its companions hear of it.
    public void change(Account account, Account other, boolean blocked) {
        people.tellOwn(account, Optional.empty(), change(account, other, other.lid(), blocked));
    }

    private Node change(Account account, Account other, Jid address, boolean block) {
        var blocked = people.of(account).blocked();
        var before = blocked.hash();
        if (block) {
            blocked.add(other, exchange.clock().instant());
        } else {
            blocked.remove(other);
        }
        return Node.tag("blocklist")
                .attribute("action", "modify")
                .attribute("dhash", blocked.hash())
                .attribute("prev_dhash", before)
                .child(Node.tag("item").attribute("jid", address).attribute("action", block ? BLOCK : UNBLOCK))
                .build();
    }
}
