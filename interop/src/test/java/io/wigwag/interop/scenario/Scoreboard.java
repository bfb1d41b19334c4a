package io.wigwag.interop.scenario;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/// Notes which client has passed which scenario in this run.
final class Scoreboard implements TestWatcher {
    private static final Map<Cell, Boolean> RESULTS = new ConcurrentHashMap<>();

    record Cell(String scenario, Client client) {}

    /// Whether it passed; absent when it did not run.
    static Optional<Boolean> result(String scenario, Client client) {
        return Optional.ofNullable(RESULTS.get(new Cell(scenario, client)));
    }

    @Override
    public void testSuccessful(ExtensionContext context) {
        note(context, true);
    }

    @Override
    public void testFailed(ExtensionContext context, @Nullable Throwable cause) {
        note(context, false);
    }

    private static void note(ExtensionContext context, boolean passed) {
        var scenarios = (Scenarios) context.getRequiredTestInstance();
        var name = context.getRequiredTestMethod().getAnnotation(Scenario.class).value();
        RESULTS.merge(new Cell(name, scenarios.version), passed, Boolean::logicalAnd);
    }
}
