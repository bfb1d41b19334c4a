package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;

/// Sets the text that an account shows about itself. [UserQueries] tell it.
public final class Abouts implements Feature {
    private static final int LONGEST = 139;

    private final Exchange exchange;
    private final People people;

    Abouts(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("status", "set", "status", this::set);
    }

    private Answer set(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        var text = iq.requireChild("status").text().orElse("");
        if (text.codePointCount(0, text.length()) > LONGEST) {
            throw IqRefused.notAcceptable();
        }
        return Answer.empty().then(() -> {
            change(device.account(), text);
            people.tellOwnOthers(device, Node.of("status"));
        });
    }

    /// Whoever is online and has the person in view hears of it.
    public void change(Account account, String text) {
        people.of(account).about(new Person.About(text, exchange.clock().instant()));
        var set = text.isEmpty()
                ? Node.of("set")
                : Node.tag("set").bytes(UserFacts.utf8(text)).build();
        for (var other : exchange.accounts().all()) {
            if (!other.equals(account)
                    && people.of(other).contacts().include(account)
                    && people.maySee(other, account, PrivacyChoices.STATUS)) {
                var notification = Stanzas.notification(
                                "status",
                                account.pn(),
                                exchange.nextId(),
                                exchange.clock().seconds())
                        .attribute("notify", account.pushName())
                        .child(set)
                        .build();
                other.companions().forEach(device -> exchange.delivery().tellIfLive(device, notification));
            }
        }
    }
}
