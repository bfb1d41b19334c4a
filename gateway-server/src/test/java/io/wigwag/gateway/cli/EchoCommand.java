package io.wigwag.gateway.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A command of another module, as the tests of the command line need one.
@Command(name = "echo", description = "Says it again.")
public final class EchoCommand implements Subcommand {
    private @Nullable Terminal terminal;

    @Parameters
    private String words = "";

    @Option(names = "--fail")
    private boolean fail;

    @Override
    public void attach(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (fail) {
            throw new IllegalStateException("asked to fail");
        }
        Objects.requireNonNull(terminal).out().println(words);
        return ExitStatus.OK;
    }
}
