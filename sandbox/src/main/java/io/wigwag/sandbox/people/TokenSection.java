package io.wigwag.sandbox.people;

import io.wigwag.sandbox.people.TrustTokens.Token;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.AccountSection;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The tokens that somebody gave, by who holds them.
final class TokenSection extends OwnedSection {
    private final TrustTokens tokens;

    TokenSection(Accounts accounts, TrustTokens tokens) {
        super("tokens", accounts);
        this.tokens = tokens;
    }

    @Override
    public String topic() {
        return AccountSection.NAME;
    }

    @Override
    protected Collection<String> parts(Account owner) {
        return tokens.holders(owner).stream().map(Account::number).toList();
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        var all = accounts().byNumber(part).map(holder -> tokens.all(owner, holder));
        return all.filter(given -> !given.isEmpty()).map(given -> {
            var json = Entries.object();
            var list = json.putArray("given");
            for (var token : given) {
                list.addObject()
                        .put("seconds", token.seconds())
                        .putObject(SECRET)
                        .put("token", Entries.base64(token.bytes()));
            }
            return json;
        });
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        var given = new ArrayList<Token>();
        entry.path("given")
                .forEach(token -> given.add(new Token(
                        Entries.octets(token.path(SECRET).path("token")),
                        token.path("seconds").asLong())));
        tokens.restore(owner, account(part), given);
    }
}
