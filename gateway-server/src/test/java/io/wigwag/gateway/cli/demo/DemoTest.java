package io.wigwag.gateway.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.client.Gateway;
import io.wigwag.gateway.cli.client.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class DemoTest {
    private static final Step FINE = new Step("All is well", () -> "as it should be");

    @Test
    void theWholeStoryHappens() {
        var ran = Ran.of(new DemoCommand());
        assertThat(ran.status()).as(ran.out()).isEqualTo(ExitStatus.OK);
        var lines = ran.out().lines().toList();
        assertThat(lines).hasSize(19);
        assertThat(lines.subList(0, 18)).allMatch(line -> line.matches("ok +[0-9]+\\.[0-9]{2} s  [A-Z].*"));
        assertThat(lines.getLast()).matches("All 18 steps in [0-9]+\\.[0-9] s\\.");
    }

    @Test
    void theFirstStepThatFailsIsTheLastAndIsSeenInTheStatus() {
        var tooFar = new Step("Nobody comes here", () -> {
            throw new AssertionError("went on");
        });
        for (var failure : List.of(new StepFailed("the phone is broken"), new IllegalStateException("a mistake"))) {
            var broken = new Step("A phone rings", () -> {
                throw failure;
            });
            var ran = Ran.of(new DemoCommand(_ -> List.of(FINE, broken, tooFar)));
            assertThat(ran.status()).isEqualTo(ExitStatus.FAILED);
            assertThat(ran.out().lines()).hasSize(2);
            assertThat(ran.out()).contains("All is well: as it should be\nFAIL", "A phone rings", failure.getMessage());
        }
    }

    @Test
    void programsReadItInJson() {
        var broken = new Step("A phone rings", () -> {
            throw new StepFailed("the phone is broken");
        });
        var whole = Ran.of(new DemoCommand(_ -> List.of(FINE)), "--json")
                .out()
                .lines()
                .toList();
        assertThat(whole).hasSize(2);
        var step = Gateway.JSON.readTree(whole.getFirst());
        assertThat(step.path("event").asString()).isEqualTo("step");
        assertThat(step.path("name").asString()).isEqualTo("All is well");
        assertThat(step.path("seen").asString()).isEqualTo("as it should be");
        assertThat(step.path("ok").asBoolean()).isTrue();
        assertThat(step.path("millis").isIntegralNumber()).isTrue();
        assertThat(Gateway.JSON.readTree(whole.getLast()).path("steps").asInt()).isEqualTo(1);
        var failed = Ran.of(new DemoCommand(_ -> List.of(broken)), "--json");
        assertThat(failed.out().lines())
                .singleElement()
                .satisfies(line -> assertThat(
                                Gateway.JSON.readTree(line).path("ok").asBoolean())
                        .isFalse());
    }

    @Test
    void theFolderGoesUnlessItIsKept() throws Exception {
        var used = new AtomicReference<Path>();
        var messy = new DemoCommand(scene -> List.of(new Step("Something is written", () -> {
            used.set(scene.folder());
            return Files.writeString(
                            Files.createDirectory(scene.folder().resolve("a")).resolve("b"), "c")
                    .toString();
        })));
        assertThat(Ran.of(messy).status()).isEqualTo(ExitStatus.OK);
        assertThat(used.get()).doesNotExist();
        var kept = Ran.of(messy, "--keep");
        assertThat(kept.err()).contains("The gateway's store is in " + used.get());
        assertThat(used.get().resolve("a/b")).exists();
        Files.delete(used.get().resolve("a/b"));
        Files.delete(used.get().resolve("a"));
        Files.delete(used.get());
    }
}
