package io.wigwag.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Processes that are told to end by a signal clean up behind themselves first.
class EndingTest {
    @TempDir
    private Path folder = Path.of("");

    /// What our processes have made there, beside what they said.
    private List<String> left() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("wigwag"))
                    .toList();
        }
    }

    @Test
    void aSandboxEndsWellAndTakesItsFilesAway() throws Exception {
        try (var sandbox = CliProcess.start(folder, "sandbox", "--port", "0", "--plain-port", "0")) {
            sandbox.until("{");
            assertThat(left()).isNotEmpty();
            sandbox.tellToEnd();
            assertThat(sandbox.ended()).isEqualTo(ExitStatus.OK);
            assertThat(left()).isEmpty();
            assertThat(sandbox.complaints()).isEmpty();
        }
    }

    @Test
    void aStoryThatIsCutOffLeavesNothing() throws Exception {
        try (var demo = CliProcess.start(folder, "demo")) {
            demo.until("ok");
            assertThat(left()).isNotEmpty();
            demo.tellToEnd();
            assertThat(demo.ended()).isEqualTo(ExitStatus.FAILED);
            assertThat(left()).isEmpty();
        }
    }

    @Test
    void whatDoesNotHearThatItIsToEndIsEnded() throws Exception {
        try (var deaf = CliProcess.start(folder, DeafProgram.class)) {
            deaf.until("at work");
            deaf.tellToEnd();
            assertThat(deaf.ended()).isEqualTo(ExitStatus.FAILED);
            assertThat(deaf.said()).last().isEqualTo("and so what");
        }
    }
}
