package io.wigwag.sandbox.people;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.crypto.HmacSha256;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.IqRefused;
import io.wigwag.sandbox.server.StanzaTable;
import io.wigwag.sandbox.server.Stanzas;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.PartChanges;
import io.wigwag.sandbox.world.QueueEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tokens that open the door of restricted people: those that they gave to somebody, and those that anybody makes
/// from a salt of their own.
public final class TrustTokens implements Feature {
    private static final Duration LIFE = Duration.ofDays(4 * 7);
    private static final int SIZE = 32;
    private static final String TYPE = "trusted_contact";

    /// A token and the time that its issuer put on it.
    public record Token(Octets bytes, long seconds) {}

    private record Trust(Account issuer, Account holder) {}

    private final Exchange exchange;
    private final People people;
    private final Map<Trust, List<Token>> issued = new LinkedHashMap<>();
    private PartChanges changes = PartChanges.UNKEPT;

    TrustTokens(Exchange exchange, People people) {
        this.exchange = exchange;
        this.people = people;
    }

    void keptBy(PartChanges listener) {
        changes = listener;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("privacy", "set", "tokens", this::issue);
    }

    private Answer issue(Connection from, Node iq) throws IqRefused, MalformedNode {
        var issuer = from.requireLogin().account();
        var wanted = iq.requireChild("tokens").children("token");
        for (var token : wanted) {
            token.attributes().requireJid("jid");
            token.attributes().requireNumber("t");
            if (!token.attributes().is("type", TYPE)) {
                throw IqRefused.badRequest();
            }
        }
        var told = new ArrayList<Node>();
        var news = new ArrayList<Runnable>();
        for (var token : wanted) {
            var jid = token.attributes().requireJid("jid");
            var seconds = token.attributes().requireNumber("t");
            var holder = exchange.accounts().find(jid);
            var back = holder.flatMap(other -> latest(other, issuer));
            var node = Node.tag("token")
                    .attribute("jid", jid)
                    .attribute("t", back.map(Token::seconds).orElse(seconds))
                    .attribute("type", TYPE);
            back.ifPresent(given -> node.bytes(given.bytes()));
            told.add(node.build());
            holder.ifPresent(other -> news.add(() -> issue(issuer, other, seconds)));
        }
        return Answer.of(Node.tag("tokens").children(told).build()).then(() -> news.forEach(Runnable::run));
    }

    /// Makes a token by which somebody may write to a restricted person, and brings it to all devices of the holder.
    public void issue(Account issuer, Account holder, long seconds) {
        var bytes = new byte[SIZE];
        exchange.random().nextBytes(bytes);
        var token = new Token(Octets.wrap(bytes), seconds);
        var all = issued.computeIfAbsent(new Trust(issuer, holder), _ -> new ArrayList<>());
        all.removeIf(old -> !isValid(old));
        all.add(token);
        changes.changed(issuer, holder.number());
        var notification = Stanzas.notification(
                        "privacy_token",
                        issuer.pn(),
                        exchange.nextId(),
                        exchange.clock().seconds())
                .attribute("sender_lid", issuer.lid())
                .child(Node.tag("tokens")
                        .child(Node.tag("token")
                                .attribute("type", TYPE)
                                .attribute("t", seconds)
                                .bytes(token.bytes())))
                .build();
        exchange.delivery().deliver(holder, Optional.empty(), Kind.NOTIFICATION, notification);
        exchange.events().add("token.issued", "account", issuer, "holder", holder);
    }

    /// The newest token that somebody gave to somebody and that still opens.
    public Optional<Token> latest(Account issuer, Account holder) {
        return issued.getOrDefault(new Trust(issuer, holder), List.of()).reversed().stream()
                .filter(this::isValid)
                .findFirst();
    }

    /// Whom somebody gave tokens.
    Collection<Account> holders(Account issuer) {
        return issued.keySet().stream()
                .filter(trust -> trust.issuer().equals(issuer))
                .map(Trust::holder)
                .toList();
    }

    /// All that somebody gave to somebody, oldest first.
    List<Token> all(Account issuer, Account holder) {
        return List.copyOf(issued.getOrDefault(new Trust(issuer, holder), List.of()));
    }

    void restore(Account issuer, Account holder, Collection<Token> tokens) {
        issued.put(new Trust(issuer, holder), new ArrayList<>(tokens));
    }

    private boolean isValid(Token token) {
        return exchange.clock().seconds() < token.seconds() + LIFE.toSeconds();
    }

    /// Whether a stanza may pass to a person: any may, but to restricted ones only those with a token of theirs inside.
    boolean opens(Account sender, Account owner, Node stanza) {
        var flags = people.of(owner).flags();
        if (!flags.has(Flags.Flag.RESTRICTED) || sender.equals(owner)) {
            return true;
        }
        var shown = stanza.child("tctoken").flatMap(Node::bytes);
        return shown.isPresent()
                && flags.has(Flags.Flag.TC_ENABLED)
                && issued.getOrDefault(new Trust(owner, sender), List.of()).stream()
                        .anyMatch(token -> token.bytes().equals(shown.get()) && isValid(token));
    }

    /// Whether a message has a token inside that was made with its sender's salt for its recipient.
    boolean isSaltToken(Account sender, Account recipient, Node message) {
        if (!people.of(recipient).flags().has(Flags.Flag.CS_ENABLED)) {
            return false;
        }
        var right = saltToken(sender, recipient);
        return message.child("cstoken")
                .flatMap(Node::bytes)
                .filter(right::equals)
                .isPresent();
    }

    /// The token that a sender's devices make for somebody who never gave them one.
    public Octets saltToken(Account sender, Account recipient) {
        var name = recipient.lid().user() + "@lid";
        return Octets.wrap(HmacSha256.of(people.of(sender).salt().toArray(), name.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void accountRemoved(Account account) {
        issued.keySet().stream()
                .filter(trust -> trust.holder().equals(account))
                .forEach(trust -> changes.changed(trust.issuer(), account.number()));
        issued.keySet()
                .removeIf(trust ->
                        trust.issuer().equals(account) || trust.holder().equals(account));
    }

    @Override
    public void reset() {
        issued.clear();
    }
}
