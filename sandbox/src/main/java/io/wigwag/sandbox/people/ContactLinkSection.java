package io.wigwag.sandbox.people;

import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.AccountSection;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The code that leads to each account.
final class ContactLinkSection extends OwnedSection {
    private final ContactLinks links;

    ContactLinkSection(Accounts accounts, ContactLinks links) {
        super("contactLinks", accounts);
        this.links = links;
    }

    @Override
    public String topic() {
        return AccountSection.NAME;
    }

    @Override
    protected Collection<String> parts(Account owner) {
        return links.of(owner).isPresent() ? WHOLE : List.of();
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        return links.of(owner).map(code -> {
            var json = Entries.object();
            json.putObject(SECRET).put("code", code);
            return json;
        });
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        links.restore(owner, entry.path(SECRET).path("code").asString());
    }
}
