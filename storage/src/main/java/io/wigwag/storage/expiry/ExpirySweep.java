package io.wigwag.storage.expiry;

import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Schema;
import java.time.InstantSource;
import java.util.List;

/// Removes expired documents, a batch at a time, so that it never stands long in others' way. May run in several
/// processes at once: each document goes once.
public final class ExpirySweep {
    private final DocumentStore store;
    private final List<Schema> schemas;
    private final InstantSource clock;
    private final int batch;

    /// @param schemas those without an expiry are passed over
    /// @param batch how many documents to remove in one step
    public ExpirySweep(DocumentStore store, List<Schema> schemas, InstantSource clock, int batch) {
        this.store = store;
        this.schemas = List.copyOf(schemas);
        this.clock = clock;
        this.batch = batch;
    }

    /// One step for each collection; how many documents went. Fewer than a batch in each: there is no more for now.
    public int step() {
        var now = clock.instant();
        return schemas.stream()
                .mapToInt(schema -> store.removeExpired(schema, now, batch))
                .sum();
    }

    /// Steps until nothing is left, or the thread is interrupted; how many documents went.
    public long run() {
        var total = 0L;
        while (!Thread.currentThread().isInterrupted()) {
            var removed = step();
            total += removed;
            if (removed == 0) {
                break;
            }
        }
        return total;
    }
}
