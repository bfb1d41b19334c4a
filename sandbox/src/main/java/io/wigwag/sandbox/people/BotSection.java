package io.wigwag.sandbox.people;

import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.StateSection;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The bots of the directory, by address.
final class BotSection implements StateSection {
    private static final String NAME = "bots";

    private final Bots bots;

    private BotSection(Bots bots) {
        this.bots = bots;
    }

    static void add(Ledger ledger, Bots bots) {
        ledger.add(new BotSection(bots));
        bots.keptBy(bot -> ledger.touch(NAME, bot.toString()));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        return bots.personas().keySet().stream().map(Jid::toString).sorted().toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return Optional.ofNullable(bots.personas().get(Entries.jid(key)))
                .map(persona -> Entries.object().put("persona", persona));
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        bots.add(Entries.jid(key), entry.path("persona").asString());
    }
}
