package io.wigwag.sandbox.message;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.group.Groups;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Addressing;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.Optional;
import java.util.Set;

/// Who is writing just now. Nobody acknowledges that, and it is worth little a moment later.
public final class Chatstates implements Feature {
    private static final Set<String> STATES = Set.of("composing", "paused");

    private final Exchange exchange;
    private final Groups groups;

    public Chatstates(Exchange exchange, Groups groups) {
        this.exchange = exchange;
        this.groups = groups;
    }

    @Override
    public void enter(StanzaTable table) {
        table.statement("chatstate", this::take);
    }

    private void take(Connection connection, Node chatstate) throws MalformedNode {
        if (connection.device().isEmpty()) {
            throw new MalformedNode("chatstate: from a client that isn't linked");
        }
        send(connection.requireDevice(), chatstate);
    }

    /// Tells the others of a chat what a device is doing there.
    public void send(Device from, Node chatstate) throws MalformedNode {
        var to = chatstate.attributes().requireJid("to");
        var state = chatstate.children().stream()
                .filter(child -> STATES.contains(child.tag()))
                .findFirst()
                .orElseThrow(() -> new MalformedNode("chatstate: neither composing nor paused"));
        var author = from.account();
        if (to.isGroup()) {
            var group = groups.find(to).filter(found -> found.has(author));
            if (group.isPresent()) {
                var participant = group.get().addressing().of(author);
                group.get().members().forEach(member -> tell(author, member, to, Optional.of(participant), state));
            }
            return;
        }
        exchange.accounts()
                .find(to)
                .ifPresent(person -> tell(author, person, Addressing.of(to).of(author), Optional.empty(), state));
    }

    private void tell(Account author, Account person, Jid chat, Optional<Jid> participant, Node state) {
        if (person.equals(author) || exchange.consent().blocks(person, author)) {
            return;
        }
        var told = Node.tag("chatstate")
                .attribute("from", chat)
                .attribute("participant", participant)
                .child(state)
                .build();
        exchange.delivery().deliver(person, Optional.empty(), Kind.CHATSTATE, told);
    }
}
