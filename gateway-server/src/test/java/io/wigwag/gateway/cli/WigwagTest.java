package io.wigwag.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.observe.BuildFacts;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class WigwagTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Wigwag wigwag = new Wigwag(new Terminal(new PrintWriter(out), new PrintWriter(err)));

    @Test
    void theVersionIsOneLineAndTheSameInEveryWayToAsk() {
        assertThat(wigwag.run("--version")).isEqualTo(ExitStatus.OK);
        assertThat(wigwag.run("-V")).isEqualTo(ExitStatus.OK);
        var line = BuildFacts.CURRENT.line();
        assertThat(out.toString().lines()).hasSize(2).allMatch(line::equals);
        assertThat(line).matches("wigwag \\d+\\.\\d+\\.\\d+\\S* \\(Java 25.*\\)");
    }

    @Test
    void helpListsTheCommandsThatWereFound() {
        assertThat(wigwag.run("--help")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString()).contains("Usage: wigwag", "echo", "Says it again.", "Exit status:");
    }

    @Test
    void aCommandWritesToTheTerminalItIsGivenAndSetsTheStatus() {
        assertThat(wigwag.run("echo", "hello")).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().strip()).isEqualTo("hello");
    }

    @Test
    void whoIsNamedDoesNotWakeTheOthers() {
        var before = SleepingCommand.woken();
        assertThat(wigwag.run("echo", "hello")).isEqualTo(ExitStatus.OK);
        assertThat(SleepingCommand.woken()).isEqualTo(before);
        assertThat(wigwag.run("--help")).isEqualTo(ExitStatus.OK);
        assertThat(SleepingCommand.woken()).isEqualTo(before + 1);
    }

    @Test
    void nothingOrNonsenseIsAnsweredWithTheUsageAndChangesNothing() {
        assertThat(wigwag.run()).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("Say which command to run.", "Usage: wigwag");
        assertThat(wigwag.run("ehco")).isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString()).contains("Unmatched argument", "ehco");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFailureIsToldAndEndsWithItsOwnStatus() {
        assertThat(wigwag.run("echo", "--fail", "hello")).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("echo: java.lang.IllegalStateException: asked to fail");
    }

    @Test
    void theProcessTerminalIsThere() {
        var terminal = Terminal.ofProcess();
        terminal.err().flush();
        assertThat(terminal.out().checkError()).isFalse();
    }
}
