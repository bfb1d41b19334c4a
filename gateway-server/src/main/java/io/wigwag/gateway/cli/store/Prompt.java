package io.wigwag.gateway.cli.store;

import java.util.Optional;

/// Asks a person for something that nobody else should see.
@FunctionalInterface
interface Prompt {
    /// Empty when nobody is there to ask.
    Optional<String> secret(String question);

    static Prompt ofConsole() {
        return question -> Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .flatMap(console -> Optional.ofNullable(console.readPassword("%s: ", question)))
                .map(String::new);
    }
}
