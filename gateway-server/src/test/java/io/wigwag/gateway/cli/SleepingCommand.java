package io.wigwag.gateway.cli;

import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;

/// A command that counts how often it was made.
@Command(name = "sleeping", description = "Counts how often it is woken.")
public final class SleepingCommand implements Subcommand {
    private static final AtomicInteger WOKEN = new AtomicInteger();

    public SleepingCommand() {
        WOKEN.incrementAndGet();
    }

    static int woken() {
        return WOKEN.get();
    }

    @Override
    public void attach(Terminal terminal) {
        // It has nothing to say.
    }

    @Override
    public Integer call() {
        return ExitStatus.OK;
    }
}
