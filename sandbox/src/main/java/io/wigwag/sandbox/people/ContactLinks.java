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
import io.wigwag.sandbox.world.PartChanges;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Codes that lead to an account without its number: one each, until it is revoked.
final class ContactLinks implements Feature {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int LENGTH = 14;

    private final Exchange exchange;
    private final Map<Account, String> codes = new LinkedHashMap<>();
    private PartChanges changes = PartChanges.UNKEPT;

    ContactLinks(Exchange exchange) {
        this.exchange = exchange;
    }

    void keptBy(PartChanges listener) {
        changes = listener;
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("w:qr", "set", "qr", this::own);
        table.query("w:qr", "get", "qr", this::resolve);
    }

    private Answer own(Connection from, Node iq) throws IqRefused, MalformedNode {
        var account = from.requireLogin().account();
        var action = iq.requireChild("qr").attributes().text("action").orElse("get");
        if (action.equals("revoke") || !codes.containsKey(account)) {
            codes.put(account, newCode());
            changes.changed(account);
        }
        return Answer.of(Node.tag("qr")
                .attribute("code", codes.getOrDefault(account, ""))
                .build());
    }

    Optional<String> of(Account account) {
        return Optional.ofNullable(codes.get(account));
    }

    void restore(Account account, String code) {
        codes.put(account, code);
    }

    private String newCode() {
        var code = new StringBuilder();
        for (var i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt(exchange.random().nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    private Answer resolve(Connection from, Node iq) throws IqRefused, MalformedNode {
        from.requireLogin();
        var code = iq.requireChild("qr").attributes().requireText("code");
        var owner = codes.entrySet().stream()
                .filter(entry -> entry.getValue().equals(code))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(IqRefused::notFound);
        return Answer.of(Node.tag("qr")
                .attribute("jid", owner.pn())
                .attribute("notify", owner.pushName())
                .attribute("type", "contact")
                .build());
    }

    @Override
    public void accountRemoved(Account account) {
        codes.remove(account);
    }

    @Override
    public void reset() {
        codes.clear();
    }
}
