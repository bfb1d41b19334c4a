package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;

/// How long messages of an account's new chats live.
final class DisappearingMode implements Feature {
    private final Exchange exchange;
    private final People people;

    DisappearingMode(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("disappearing_mode", "set", "disappearing_mode", this::set);
        table.query("disappearing_mode", "get", StanzaTable.ANY, this::get);
    }

    private Answer set(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        var seconds = iq.requireChild("disappearing_mode").attributes().requireNumber("duration");
        if (seconds < 0) {
            throw IqRefused.badRequest();
        }
        var person = people.of(device.account());
        person.disappearing(new Person.Disappearing(seconds, exchange.clock().instant()));
        return Answer.empty().then(() -> people.tellOwnOthers(device, node(person)));
    }

    private Answer get(Connection from, Node iq) throws IqRefused {
        return Answer.of(node(people.of(from.requireLogin().account())));
    }

    /// As it stands in answers and notifications alike.
    static Node node(Person person) {
        var mode = Node.tag("disappearing_mode");
        person.disappearing()
                .ifPresentOrElse(
                        set -> mode.attribute("duration", set.seconds())
                                .attribute("t", set.since().getEpochSecond()),
                        () -> mode.attribute("duration", 0));
        return mode.build();
    }
}
