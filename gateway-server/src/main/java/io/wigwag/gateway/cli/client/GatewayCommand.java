package io.wigwag.gateway.cli.client;

import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/// A command that asks a running gateway. What goes wrong is told in a sentence that says what to do.
public abstract class GatewayCommand implements Subcommand {
    @Mixin
    private final GatewayOption option;

    @Option(names = "--json", description = "Answers in JSON, one value a line.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private @Nullable Terminal terminal;

    protected GatewayCommand(Map<String, String> environment) {
        this.option = new GatewayOption(environment);
    }

    /// Does it, and answers the exit status.
    protected abstract int run(Gateway gateway) throws CallFailed, InterruptedException, IOException;

    @Override
    public final void attach(Terminal given) {
        this.terminal = given;
    }

    @Override
    public final Integer call() {
        try (var gateway = option.open()) {
            return run(gateway);
        } catch (CallFailed failed) {
            note(failed.getMessage());
            return failed.exitStatus();
        } catch (IOException failed) {
            note(failed.toString());
            return ExitStatus.FAILED;
        } catch (InterruptedException end) {
            // Whoever runs this as a part of a larger program ends it so.
            Thread.currentThread().interrupt();
            return ExitStatus.FAILED;
        }
    }

    protected final GatewayOption option() {
        return option;
    }

    /// Whether a program reads the answer.
    protected final boolean json() {
        return json;
    }

    protected final Terminal terminal() {
        return Objects.requireNonNull(terminal);
    }

    /// For results.
    protected final void say(String line) {
        terminal().out().println(line);
        terminal().out().flush();
    }

    protected final void say(JsonNode value) {
        say(value.toString());
    }

    /// For whoever watches.
    protected final void note(@Nullable String line) {
        terminal().err().println(line);
        terminal().err().flush();
    }

    /// Nothing was done, as this was not understood.
    protected final ParameterException misunderstood(String what) {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return new ParameterException(line, what);
    }
}
