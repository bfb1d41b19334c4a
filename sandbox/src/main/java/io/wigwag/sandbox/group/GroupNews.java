package io.wigwag.sandbox.group;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Tells people what happened to a group: one thing a notification, in one order for everybody.
public final class GroupNews {
    private final Exchange exchange;
    private final List<Runnable> held = new ArrayList<>();
    private boolean holding;

    GroupNews(Exchange exchange) {
        this.exchange = exchange;
    }

    /// Keeps what is told back until [#release()]: the answer to a query goes before the news of what it did.
    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
        var due = List.copyOf(held);
        held.clear();
        due.forEach(Runnable::run);
    }

    /// Tells all present members.
    void tell(Group group, Actor actor, NodeBuilder what) {
        tell(group, actor, group.members(), what.build());
    }

    /// Tells certain people, members or not.
    void tell(Group group, Actor actor, Collection<Account> audience, Node what) {
        var people = List.copyOf(audience);
        var news = notification(group, actor, what);
        if (holding) {
            held.add(() -> deliver(actor, people, news));
        } else {
            deliver(actor, people, news);
        }
    }

    private Node notification(Group group, Actor actor, Node what) {
        var addressing = group.addressing();
        var other = addressing.other();
        return Stanzas.notification(
                        "w:gp2",
                        group.jid(),
                        exchange.nextId(),
                        exchange.clock().seconds())
                .attribute("participant", addressing.of(actor.person()))
                .attribute("participant_" + other.text(), other.of(actor.person()))
                .attribute("notify", actor.person().pushName())
                .attribute("addressing_mode", addressing.text())
                .child(what)
                .build();
    }

    private void deliver(Actor actor, List<Account> audience, Node news) {
        var but = exchange.settings().notifyActor ? Optional.<Device>empty() : actor.device();
        audience.forEach(person -> exchange.delivery().deliver(person, but, Kind.NOTIFICATION, news));
    }

    /// An element that lists people.
    static NodeBuilder listing(String tag, Group group, Collection<Account> people) {
        return Node.tag(tag)
                .children(people.stream()
                        .map(person -> GroupElement.participant(group, person))
                        .toList());
    }
}
