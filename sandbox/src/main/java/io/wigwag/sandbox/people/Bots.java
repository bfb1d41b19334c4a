package io.wigwag.sandbox.people;

import io.wigwag.core.binary.Node;
import io.wigwag.core.id.Jid;
import io.wigwag.sandbox.server.Answer;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.StanzaTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// The directory of bots; empty unless a test fills it.
public final class Bots implements Feature {
    private final Map<Jid, String> personas = new LinkedHashMap<>();

    private Consumer<Jid> changed = _ -> {};

    Bots() {}

    void keptBy(Consumer<Jid> listener) {
        changed = listener;
    }

    Map<Jid, String> personas() {
        return Collections.unmodifiableMap(personas);
    }

    @Override
    public void enter(StanzaTable table) {
        table.query("bot", "get", "bot", (_, _) -> Answer.of(directory()));
    }

    public void add(Jid bot, String persona) {
        personas.put(bot, persona);
        changed.accept(bot);
    }

    /// What a user query is told of an address: empty for who is no bot.
    Node profile(Jid address) {
        var persona = personas.get(address);
        return persona == null
                ? Node.of("bot")
                : Node.tag("bot")
                        .child(Node.tag("profile").attribute("persona_id", persona))
                        .build();
    }

    private Node directory() {
        var bots = personas.entrySet().stream()
                .map(entry -> Node.tag("bot")
                        .attribute("jid", entry.getKey())
                        .attribute("persona_id", entry.getValue())
                        .build())
                .toList();
        return Node.tag("bot")
                .child(Node.tag("section").attribute("type", "all").children(bots))
                .build();
    }

    @Override
    public void reset() {
        personas.clear();
    }
}
