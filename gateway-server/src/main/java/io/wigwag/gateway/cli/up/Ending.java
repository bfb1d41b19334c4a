package io.wigwag.gateway.cli.up;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/// The end of a process that runs until it is told to end: waits for the signal, and lets the process go when its work
/// is done, with the status of that work. Left alone, Java would answer with the number of the signal, as if it had
/// been cut off.
final class Ending {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread hook = Thread.ofPlatform().name("ending").unstarted(this::end);

    static Ending ofProcess() {
        var ending = new Ending();
        Runtime.getRuntime().addShutdownHook(ending.hook);
        return ending;
    }

    /// Waits for Ctrl-C or SIGTERM.
    void await() throws InterruptedException {
        told.await();
    }

    /// All is given back.
    int with(int work) {
        status.complete(work);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs, and ends the process now.
        }
        return work;
    }

    private void end() {
        told.countDown();
        try {
            Runtime.getRuntime().halt(status.get());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody fails this", impossible);
        }
    }
}
