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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Tells and changes who may see and do what with an account.
public final class PrivacySettings implements Feature {
    private static final Set<String> PEOPLE = Set.of("all", "contacts", "contact_blacklist", "none");
    private static final Map<String, Set<String>> ALLOWED = Map.of(
            PrivacyChoices.LAST, PEOPLE,
            PrivacyChoices.ONLINE, Set.of("all", "match_last_seen", "none"),
            PrivacyChoices.PROFILE, PEOPLE,
            PrivacyChoices.STATUS, PEOPLE,
            PrivacyChoices.GROUP_ADD, PEOPLE,
            PrivacyChoices.READ_RECEIPTS, Set.of("all", "none"),
            PrivacyChoices.CALL_ADD, Set.of("all", "known", "contacts"),
            PrivacyChoices.MESSAGES, Set.of("all", "contacts"),
            PrivacyChoices.DEFENSE, Set.of("off", "on_standard"));
    private static final String NO_LIST = "none";

    private final Exchange exchange;
    private final People people;

    PrivacySettings(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("privacy", "get", "privacy", this::get);
        table.query("privacy", "set", "privacy", this::set);
        table.query("status", "get", "privacy", (_, _) -> Answer.of(statusAudience()));
    }

    private Answer get(Connection from, Node iq) throws IqRefused, MalformedNode {
        var choices = people.of(from.requireLogin().account()).privacy();
        var list = iq.requireChild("privacy").child("list");
        if (list.isPresent()) {
            return Answer.of(exceptList(choices, list.get()));
        }
        var categories = choices.values().keySet().stream()
                .map(name -> category(choices, name))
                .toList();
        return Answer.of(Node.tag("privacy").children(categories).build());
    }

    private static Node exceptList(PrivacyChoices choices, Node asked) throws MalformedNode {
        var name = asked.attributes().requireText("name");
        var hash = choices.hash(name);
        if (hash.isEmpty()) {
            return Node.of("privacy");
        }
        var users = choices.except(name).stream()
                .map(account -> Node.tag("user")
                        .attribute("jid", account.lid())
                        .attribute("pn_jid", account.pn())
                        .build())
                .toList();
        return Node.tag("privacy")
                .child(Node.tag("list")
                        .attribute("name", name)
                        .attribute("value", PrivacyChoices.ALL_BUT)
                        .attribute("dhash", hash)
                        .children(users))
                .build();
    }

    /// The hash of the list stands by the category only while the list counts.
    private static Node category(PrivacyChoices choices, String name) {
        var value = choices.value(name);
        var node = Node.tag("category").attribute("name", name).attribute("value", value);
        if (value.equals(PrivacyChoices.ALL_BUT)) {
            node.attribute("dhash", choices.hash(name));
        }
        return node.build();
    }

    private Answer set(Connection from, Node iq) throws IqRefused, MalformedNode {
        var device = from.requireLogin();
        var choices = people.of(device.account()).privacy();
        var asked = iq.requireChild("privacy").children("category");
        for (var category : asked) {
            check(choices, category);
        }
        var changed = new ArrayList<Node>();
        for (var category : asked) {
            var name = category.attributes().requireText("name");
            choose(choices, name, category);
            changed.add(category(choices, name));
        }
        var told = Node.tag("privacy").children(changed).build();
        return Answer.of(told).then(() -> people.tellOwnOthers(device, told));
    }

    /// A phone makes a choice; its companions hear of it.
    ///
    /// @throws IllegalArgumentException when the category has no such value
    public void choose(Account account, String category, String value) {
        if (!ALLOWED.getOrDefault(category, Set.of()).contains(value)) {
            throw new IllegalArgumentException(
                    category + ": " + value + " (expected: one of " + new TreeMap<>(ALLOWED) + ")");
        }
        var choices = people.of(account).privacy();
        choices.choose(category, value);
        people.tellOwn(
                account,
                Optional.empty(),
                Node.tag("privacy").child(category(choices, category)).build());
    }

    private static void check(PrivacyChoices choices, Node category) throws IqRefused, MalformedNode {
        var name = category.attributes().requireText("name");
        var value = category.attributes().requireText("value");
        var allowed = ALLOWED.get(name);
        if (allowed != null && !allowed.contains(value)) {
            throw IqRefused.badRequest();
        }
        if (value.equals(PrivacyChoices.ALL_BUT)) {
            var known = choices.hash(name).orElse(NO_LIST);
            if (!category.attributes().text("dhash").orElse(NO_LIST).equals(known)) {
                throw new IqRefused(409, "conflict");
            }
        }
    }

    private void choose(PrivacyChoices choices, String name, Node category) throws MalformedNode {
        var value = category.attributes().requireText("value");
        choices.choose(name, value);
        if (!value.equals(PrivacyChoices.ALL_BUT)) {
            return;
        }
        var add = new ArrayList<Account>();
        var remove = new ArrayList<Account>();
        for (var user : category.children("user")) {
            exchange.accounts()
                    .find(user.attributes().requireJid("jid"))
                    .ifPresent(user.attributes().is("action", "remove") ? remove::add : add::add);
        }
        choices.changeExcept(name, add, remove, nextHash(choices, name));
    }

    /// The time in milliseconds, and never the same twice.
    private String nextHash(PrivacyChoices choices, String name) {
        var now = exchange.clock().instant().toEpochMilli();
        return Long.toString(choices.hash(name)
                .map(Long::parseLong)
                .map(last -> Math.max(last + 1, now))
                .orElse(now));
    }

    /// Who sees one's status posts is kept in the app state; here it is always the contacts.
    private static Node statusAudience() {
        return Node.tag("privacy")
                .children(List.of(Node.tag("list")
                        .attribute("type", "contacts")
                        .attribute("default", "true")
                        .build()))
                .build();
    }
}
