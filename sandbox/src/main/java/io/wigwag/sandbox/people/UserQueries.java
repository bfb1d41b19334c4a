package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeBuilder;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.world.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Answers questions about many users and many of their sides at once: `usync`.
final class UserQueries implements Feature {
    private static final List<String> ECHOED = List.of("sid", "mode", "last", "index", "context");
    private static final String CONTACT = "contact";
    private static final String LID = "lid";

    private final Exchange exchange;
    private final People people;
    private final UserFacts facts;

    UserQueries(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
        this.facts = new UserFacts(people);
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("usync", "get", "usync", this::answer);
    }

    private Answer answer(Connection from, Node iq) throws IqRefused, MalformedNode {
        var asker = from.requireLogin().account();
        var usync = iq.requireChild("usync");
        var protocols = usync.requireChild("query").children();
        var users = new ArrayList<Node>();
        for (var user : usync.requireChild("list").children("user")) {
            users.add(user(asker, protocols, user));
        }
        var result = Node.tag("usync");
        for (var name : ECHOED) {
            result.attribute(name, usync.attributes().text(name));
        }
        return Answer.of(result.child(Node.tag("result")
                        .children(protocols.stream()
                                .map(protocol -> Node.of(protocol.tag()))
                                .toList()))
                .child(Node.tag("list").children(users))
                .build());
    }

    private Node user(Account asker, List<Node> protocols, Node asked) throws MalformedNode {
        var address = asked.attributes().jid("jid");
        var contact = asked.child(CONTACT);
        if (address.isEmpty() && contact.isPresent()) {
            return byContact(asker, protocols, asked, contact.get());
        }
        if (address.isEmpty()) {
            // Some name the user by a hidden id inside.
            var lid = asked.requireChild(LID).attributes().requireJid("jid");
            return byAddress(asker, protocols, asked, lid);
        }
        return byAddress(asker, protocols, asked, address.get());
    }

    private Node byAddress(Account asker, List<Node> protocols, Node asked, Jid address) {
        var account = exchange.accounts().find(address);
        var user = Node.tag("user").attribute("jid", address);
        if (account.isEmpty()) {
            return user.children(protocols.stream()
                            .map(protocol ->
                                    protocol.is("bot") ? people.bots().profile(address) : Node.of(protocol.tag()))
                            .toList())
                    .build();
        }
        user.attribute("pn_jid", account.get().pn());
        var known = Node.tag(CONTACT).attribute("type", "in").build();
        return complete(user, asker, protocols, asked, address, account.get(), known);
    }

    /// By a number that somebody typed.
    private Node byContact(Account asker, List<Node> protocols, Node asked, Node contact) throws MalformedNode {
        var text = contact.text().orElse("");
        var account = account(text);
        var echo = Node.tag(CONTACT).attribute("type", account.isPresent() ? "in" : "out");
        contact.bytes().ifPresent(echo::bytes);
        if (account.isEmpty()) {
            return Node.tag("user").child(echo).build();
        }
        var wantsLid = protocols.stream()
                .anyMatch(protocol ->
                        protocol.is(CONTACT) && protocol.attributes().is("addressing_mode", LID));
        var address = wantsLid ? account.get().lid() : account.get().pn();
        var user = Node.tag("user")
                .attribute("jid", address)
                .attribute("pn_jid", account.get().pn());
        return complete(user, asker, protocols, asked, account.get().pn(), account.get(), echo.build());
    }

    /// With a plus before it or not, with a server behind it or not.
    private Optional<Account> account(String text) {
        var at = text.indexOf('@');
        var user = (at < 0 ? text : text.substring(0, at)).replace("+", "").strip();
        return text.endsWith("@lid")
                ? exchange.accounts().all().stream()
                        .filter(account -> account.lid().user().equals(user))
                        .findFirst()
                : exchange.accounts().byNumber(user);
    }

    private Node complete(
            NodeBuilder user,
            Account asker,
            List<Node> protocols,
            Node asked,
            Jid address,
            Account account,
            Node contact) {
        var lidWasTold = false;
        for (var protocol : protocols) {
            switch (protocol.tag()) {
                case CONTACT -> user.child(contact);
                case LID -> lidWasTold = true;
                default -> facts.about(account, asker, address, protocol, asked).ifPresent(user::child);
            }
        }
        if (protocols.stream().anyMatch(protocol -> protocol.is("devices"))) {
            exchange.acquaintances().learnt(asker, account);
        }
        if (lidWasTold || !address.isLid()) {
            user.child(Node.tag(LID).attribute("val", account.lid()));
        }
        return user.build();
    }
}
