package io.wigwag.sandbox.clock;

import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.StateSection;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How often this world was begun or gone on with: each time has random bytes of its own, or two people would get the
/// same keys.
public final class RunSection implements StateSection {
    private static final String ONLY = "count";

    private final SeededRandom random;
    private long count;

    public RunSection(SeededRandom random) {
        this.random = random;
    }

    /// One more; once all is restored.
    public void begin(Ledger ledger) {
        random.goOn(count++);
        ledger.touchAll(this);
    }

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public Collection<String> keys() {
        return List.of(ONLY);
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return Optional.of(JsonNodeFactory.instance.objectNode().put(ONLY, count));
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        count = entry.path(ONLY).asLong();
    }
}
