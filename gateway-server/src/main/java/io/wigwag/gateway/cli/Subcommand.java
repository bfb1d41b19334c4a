package io.wigwag.gateway.cli;

import java.util.concurrent.Callable;

/// One command of `./wigwag`, described by picocli annotations; its answer is the exit status.
/// Implementations are found as services: a module that is on the class path adds its commands by itself.
public interface Subcommand extends Callable<Integer> {
    /// Called once before the command runs.
    void attach(Terminal terminal);
}
