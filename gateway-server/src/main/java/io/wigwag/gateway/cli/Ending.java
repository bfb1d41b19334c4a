package io.wigwag.gateway.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// The end of a process by Ctrl-C or SIGTERM: tells its work of it, and lets the process go when that is done, with the
/// status of that work. Left alone, Java would answer with the number of the signal, as if it had been cut off.
///
/// Work that waits for its end is told so and may take its time. Work that is at something else is interrupted; where
/// it does not hear that, the process ends without it.
public final class Ending {
    private static final int DEAF_SECONDS = 10;

    private final Thread work = Thread.currentThread();
    private final CountDownLatch told = new CountDownLatch(1);
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread hook = Thread.ofPlatform().name("ending").unstarted(this::end);
    private final ReentrantLock lock = new ReentrantLock();
    private boolean waiting;

    private Ending() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Of what this thread does from now on.
    public static Ending ofThisThread() {
        return new Ending();
    }

    /// Waits for Ctrl-C or SIGTERM, and is not interrupted by them any more.
    public void await() throws InterruptedException {
        lock.lock();
        try {
            waiting = true;
        } finally {
            lock.unlock();
        }
        told.await();
    }

    /// Whether there was one.
    public boolean isTold() {
        return told.getCount() == 0;
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
        try {
            Runtime.getRuntime().halt(tell() ? status.get(DEAF_SECONDS, TimeUnit.SECONDS) : status.get());
        } catch (TimeoutException deaf) {
            Runtime.getRuntime().halt(ExitStatus.FAILED);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody fails this", impossible);
        }
    }

    /// Whether the work was interrupted.
    private boolean tell() {
        lock.lock();
        try {
            told.countDown();
            if (!waiting) {
                work.interrupt();
            }
            return !waiting;
        } finally {
            lock.unlock();
        }
    }
}
