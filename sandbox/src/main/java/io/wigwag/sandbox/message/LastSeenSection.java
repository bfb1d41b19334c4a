package io.wigwag.sandbox.message;

import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.AccountSection;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// When people were there last.
final class LastSeenSection extends OwnedSection {
    private final Presences presences;

    LastSeenSection(Accounts accounts, Presences presences) {
        super("lastSeen", accounts);
        this.presences = presences;
    }

    @Override
    public String topic() {
        return AccountSection.NAME;
    }

    @Override
    protected Collection<String> parts(Account owner) {
        return presences.lastSeen(owner).isPresent() ? WHOLE : List.of();
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        return presences.lastSeen(owner).map(until -> Entries.object().put("until", until.toString()));
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        presences.seen(owner, Entries.time(entry.path("until")));
    }
}
