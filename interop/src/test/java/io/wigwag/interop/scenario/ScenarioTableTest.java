package io.wigwag.interop.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// The documentation tells which client passes which scenario, and nothing else. Runs behind all scenarios.
///
/// `-Dtest='*ScenarioTest,ScenarioTableTest' -Dwigwag.renew=true` writes the table anew from what has passed.
@Order(Integer.MAX_VALUE)
class ScenarioTableTest {
    private static final Path ROOT = Path.of(Objects.requireNonNull(System.getProperty("wigwag.root")));
    private static final Path PAGE = ROOT.resolve("docs/sandbox.md");

    @Test
    void theDocumentationTellsWhatHasPassed() throws Exception {
        var page = Files.readString(PAGE);
        var made = ScenarioTable.ofThisRun();
        Files.createDirectories(ROOT.resolve("interop/target"));
        Files.writeString(ROOT.resolve("interop/target/scenarios.md"), made.text());
        if (Boolean.getBoolean("wigwag.renew")) {
            Files.writeString(PAGE, ScenarioTable.into(page, made));
            return;
        }
        var committed = ScenarioTable.in(page);
        assertThat(committed.scenarios())
                .as("the scenarios in %s", PAGE)
                .containsExactlyElementsOf(ScenarioTable.declared().scenarios());
        for (var scenario : committed.scenarios()) {
            for (var client : Client.values()) {
                Scoreboard.result(scenario, client)
                        .ifPresent(passed -> assertThat(committed.says(scenario, client))
                                .as("%s, %s: whether %s says that it passes", scenario, client, PAGE)
                                .isEqualTo(passed));
            }
        }
        assertThat(committed).isEqualTo(ScenarioTable.declared());
    }
}
