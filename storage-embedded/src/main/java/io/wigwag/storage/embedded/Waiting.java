package io.wigwag.storage.embedded;

import io.wigwag.storage.document.StoreUnavailable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waiting for the store's own threads, from any thread.
final class Waiting {
    private Waiting() {}

    /// The result; what it failed with is thrown as it is.
    static <T> T on(Future<T> result) {
        try {
            return result.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailable("interrupted while waiting; it may have been done", true, interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("the store's thread failed", failed);
        }
    }

    /// Until the thread has ended, interrupted or not: it owns what is closed next.
    static void end(Thread thread) {
        var interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
