package io.wigwag.storage.engine;

import io.wigwag.storage.document.Batch;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Fence;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.Tenant;
import java.util.List;

/// One owner's attempts to write, each with a number and behind a fence of its own. Numbers grow with the lease and
/// within it, so a batch that was given up, and arrives late, meets a higher token and does nothing.
///
/// Owned by its device's thread; any other may ask whether it [#isOver].
final class Attempts {
    /// Attempts that one lease has room for.
    private static final int NUMBER_BITS = 40;

    /// Numbers that nobody remembers are stepped over, twice as far each time.
    private static final int STEPS = 16;

    private final DocumentStore store;
    private final Tenant tenant;
    private final String scope;
    private final long lease;
    private long number;
    private volatile boolean over;

    Attempts(DocumentStore store, Tenant tenant, String device, long lease) {
        this.store = store;
        this.tenant = tenant;
        this.scope = device + "/commits";
        this.lease = lease;
    }

    long number() {
        return number;
    }

    /// Whether a later owner has refused us.
    boolean isOver() {
        return over;
    }

    /// The number of the next attempt.
    long next() {
        return ++number;
    }

    /// Goes on with a number above this one that no attempt has had; none before it is done any more.
    void raise(long above) {
        for (var step = 0; step < STEPS; step++) {
            var higher = above + (1L << step);
            try {
                store.raise(fence(higher), tenant, List.of(Remembered.SCHEMA));
                number = higher;
                return;
            } catch (StaleOwner refused) {
                if (step == STEPS - 1) {
                    over = true;
                    throw refused;
                }
            }
        }
    }

    void commit(Batch batch) {
        try {
            batch.commit(fence(number));
        } catch (StaleOwner refused) {
            over = true;
            throw refused;
        }
    }

    private Fence fence(long attempt) {
        return new Fence(scope, (lease << NUMBER_BITS) + attempt);
    }
}
