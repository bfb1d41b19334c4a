package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.state.StateSection;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The world as JSON that can be compared as text: members sorted, lists in a fixed order. What lasts is shown as it is
/// kept, by topic, section and key; what goes wrong and how the sandbox is set up stand beside it. On the world's
/// thread.
final class StateDump {
    private static final String FAULTS = "faults";
    /// Shown all, not only those that were changed and are kept.
    private static final String SETTINGS = LiveSettings.NAME;

    /// What no two sandboxes have in common, and therefore is shown on wish alone.
    private static final Set<String> ITS_OWN = Set.of("runs", "noise", "tls");

    private final Inside inside;

    StateDump(Inside inside) {
        this.inside = inside;
    }

    /// What can be shown.
    SortedSet<String> names() {
        var names = new TreeSet<>(Set.of(FAULTS, SETTINGS));
        inside.ledger().sections().forEach(section -> names.add(section.topic()));
        return names;
    }

    /// What is shown to those who don't say what they want.
    SortedSet<String> usual() {
        var names = names();
        names.removeAll(ITS_OWN);
        return names;
    }

    JsonNode write(SortedSet<String> include, boolean secrets) {
        var json = Json.object();
        for (var section : inside.ledger().sections()) {
            if (include.contains(section.topic()) && !section.name().equals(SETTINGS)) {
                json.withObject("/" + section.topic()).set(section.name(), entries(section, secrets));
            }
        }
        if (include.contains(FAULTS)) {
            var list = json.putArray(FAULTS);
            inside.faults().all().forEach(fault -> list.add(FaultRoutes.write(fault)));
        }
        if (include.contains(SETTINGS)) {
            json.set(SETTINGS, inside.live().write());
        }
        return sorted(json);
    }

    private static ObjectNode entries(StateSection section, boolean secrets) {
        var json = Json.object();
        for (var key : section.keys()) {
            section.dump(key).ifPresent(entry -> json.set(key, secrets ? entry : open(entry)));
        }
        return json;
    }

    /// Without what only some may see.
    private static JsonNode open(ObjectNode entry) {
        hide(entry);
        return entry;
    }

    private static void hide(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(StateSection.SECRET);
        }
        node.forEach(StateDump::hide);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var json = Json.object();
            new TreeSet<>(object.propertyNames()).forEach(name -> json.set(name, sorted(object.path(name))));
            return json;
        }
        if (node.isArray()) {
            var json = Json.array();
            node.forEach(element -> json.add(sorted(element)));
            return json;
        }
        return node;
    }
}
