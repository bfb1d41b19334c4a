package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.cli.Terminal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a command finds around it: where it writes, the environment's variables, somebody to ask.
final class Surroundings {
    private final Map<String, String> environment;
    private final Prompt prompt;
    private @Nullable Terminal terminal;

    Surroundings(Map<String, String> environment, Prompt prompt) {
        this.environment = Map.copyOf(environment);
        this.prompt = prompt;
    }

    static Surroundings ofProcess() {
        return new Surroundings(System.getenv(), Prompt.ofConsole());
    }

    void attach(Terminal given) {
        this.terminal = given;
    }

    Map<String, String> environment() {
        return environment;
    }

    Prompt prompt() {
        return prompt;
    }

    /// For results.
    void say(String line) {
        Objects.requireNonNull(terminal).out().println(line);
        Objects.requireNonNull(terminal).out().flush();
    }

    /// For whoever watches.
    void note(String line) {
        Objects.requireNonNull(terminal).err().println(line);
        Objects.requireNonNull(terminal).err().flush();
    }
}
