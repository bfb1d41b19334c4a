package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.Optional;

/// What businesses tell of themselves; they have nothing to sell.
final class BusinessProfiles implements Feature {
    private static final String PROFILE = "business_profile";

    private final Exchange exchange;
    private final People people;

    BusinessProfiles(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("w:biz", "get", PROFILE, this::profiles);
        table.query("w:biz", "set", PROFILE, this::change);
        table.query("w:biz", "get", "verified_name", this::verifiedName);
        table.query("w:biz:catalog", "get", "product_catalog", (_, _) -> Answer.of(Node.of("product_catalog")));
        table.query("w:biz:catalog", "get", "collections", (_, _) -> Answer.of(Node.of("collections")));
        table.query("fb:thrift_iq", "get", "order", this::noOrder);
    }

    private Answer profiles(Connection from, Node iq) throws IqRefused, MalformedNode {
        from.requireLogin();
        var asked = iq.requireChild(PROFILE);
        var profiles = new ArrayList<Node>();
        for (var profile : asked.children("profile")) {
            var jid = profile.attributes().requireJid("jid");
            exchange.accounts()
                    .find(jid)
                    .flatMap(account -> people.of(account).business())
                    .ifPresent(business -> profiles.add(Node.tag("profile")
                            .attribute("jid", jid)
                            .attribute("tag", profile.attributes().text("tag"))
                            .children(business.profile())
                            .build()));
        }
        return Answer.of(Node.tag(PROFILE)
                .attribute("v", asked.attributes().text("v"))
                .children(profiles)
                .build());
    }

    /// Only a business has a profile to change.
    private Answer change(Connection from, Node iq) throws IqRefused, MalformedNode {
        var account = from.requireLogin().account();
        var business = people.of(account).business().orElseThrow(IqRefused::forbidden);
        var changes = iq.requireChild(PROFILE).children();
        people.of(account).business(Optional.of(business.with(changes)));
        return Answer.empty().then(() -> people.tellContacts(account, "business", Node.of("profile")));
    }

    private Answer verifiedName(Connection from, Node iq) throws IqRefused, MalformedNode {
        from.requireLogin();
        var jid = iq.requireChild("verified_name").attributes().requireJid("jid");
        Account account = exchange.accounts().find(jid).orElseThrow(IqRefused::notFound);
        return Answer.of(
                people.of(account).business().orElseThrow(IqRefused::notFound).verifiedName());
    }

    private Answer noOrder(Connection from, Node iq) throws IqRefused, MalformedNode {
        from.requireLogin();
        var id = iq.requireChild("order").attributes().text("id");
        return Answer.of(Node.tag("order").attribute("id", id).build());
    }
}
