package io.wigwag.sandbox.phone;

import io.wigwag.sandbox.phone.Greeter.Chunk;
import io.wigwag.sandbox.phone.Greeter.Piece;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.OwnedSection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The pieces of history that companions have not said to have worked in, by device number and id.
final class GreetingSection extends OwnedSection {
    private static final String BETWEEN = "/";

    private final Greeter greeter;

    GreetingSection(Accounts accounts, Greeter greeter) {
        super("greetings", accounts);
        this.greeter = greeter;
    }

    @Override
    public String topic() {
        return PersonaSection.NAME;
    }

    static String part(Device companion, String id) {
        return companion.number() + BETWEEN + id;
    }

    private static Optional<Device> companion(Account owner, String part) {
        return owner.device(Integer.parseInt(part.substring(0, part.indexOf(BETWEEN))));
    }

    private static String id(String part) {
        return part.substring(part.indexOf(BETWEEN) + 1);
    }

    @Override
    protected Collection<String> parts(Account owner) {
        var parts = new ArrayList<String>();
        for (var companion : owner.companions()) {
            greeter.unconfirmed(companion).keySet().forEach(id -> parts.add(part(companion, id)));
        }
        return parts;
    }

    @Override
    protected Optional<ObjectNode> dump(Account owner, String part) {
        return companion(owner, part)
                .flatMap(companion ->
                        Optional.ofNullable(greeter.unconfirmed(companion).get(id(part))))
                .map(chunk ->
                        Entries.object().put("piece", chunk.piece().name()).put("repeats", chunk.repeats()));
    }

    @Override
    protected void restore(Account owner, String part, ObjectNode entry) {
        var chunk = new Chunk(
                Piece.valueOf(entry.path("piece").asString()),
                entry.path("repeats").asInt());
        companion(owner, part).ifPresent(companion -> greeter.restore(companion, id(part), chunk));
    }
}
