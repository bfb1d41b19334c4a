package io.wigwag.gateway.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;

/// The end of a process by Ctrl-C or SIGTERM: tells its work of it, and lets the process go when that is done, with the
/// status of that work. Left alone, Java would answer with the number of the signal, as if it had been cut off.
public final class Ending {
    private final CountDownLatch told = new CountDownLatch(1);
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Runnable telling;
    private final Thread hook = Thread.ofPlatform().name("ending").unstarted(this::end);

    private Ending(Runnable telling) {
        this.telling = telling;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Of work that waits for it with [#await].
    public static Ending awaited() {
        return new Ending(() -> {});
    }

    /// Of work on this thread that goes on until it is interrupted.
    public static Ending interrupting() {
        return new Ending(Thread.currentThread()::interrupt);
    }

    /// Waits for Ctrl-C or SIGTERM.
    public void await() throws InterruptedException {
        told.await();
    }

    /// All is given back.
    public int with(int work) {
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
        telling.run();
        try {
            Runtime.getRuntime().halt(status.get());
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody fails this", impossible);
        }
    }
}
