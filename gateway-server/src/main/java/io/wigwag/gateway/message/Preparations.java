package io.wigwag.gateway.message;

import io.wigwag.core.media.UploadFailed;
import io.wigwag.gateway.device.Station;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Versioned;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// Messages of one device whose files have still to be fetched, a few at a time, each on a thread of its own.
final class Preparations {
    /// Files that are fetched at once.
    private static final int FETCHING = 4;

    private final Station station;
    private final Work work;
    private final Setbacks setbacks;
    private final Consumer<Look> then;
    private final Semaphore fetching = new Semaphore(FETCHING);
    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    /// Done since the queue was looked at, which may show them as they were before.
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    /// Makes what is to be sent of a message, and keeps it.
    @FunctionalInterface
    interface Work {
        void prepare(Station station, Versioned<MessageRecord> message)
                throws Undeliverable, UploadFailed, InterruptedException, ExecutionException;
    }

    /// @param then hears of each that is done with
    Preparations(Station station, Work work, Setbacks setbacks, Consumer<Look> then) {
        this.station = station;
        this.work = work;
        this.setbacks = setbacks;
        this.then = then;
    }

    /// The queue is going to be looked at.
    void lookedAt() {
        done.clear();
    }

    void begin(Versioned<MessageRecord> message) {
        var id = message.record().id();
        if (!underway.add(id)) {
            return;
        }
        if (done.contains(id)) {
            underway.remove(id);
            return;
        }
        Thread.ofVirtual().name("preparing " + id).start(() -> {
            var again = prepare(message);
            done.add(id);
            underway.remove(id);
            then.accept(again);
        });
    }

    private Look prepare(Versioned<MessageRecord> queued) {
        var message = queued.record();
        try {
            fetching.acquire();
            try {
                work.prepare(station, queued);
                return Look.AT_ONCE;
            } finally {
                fetching.release();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return Look.WHEN_TOLD;
        } catch (Undeliverable never) {
            return setbacks.fails(message, never.code(), String.valueOf(never.getMessage()));
        } catch (UploadFailed failed) {
            return failed.reason() == UploadFailed.Reason.REFUSED
                    ? setbacks.fails(message, "media_rejected", "WhatsApp does not take this file.")
                    : setbacks.waits(message, Look.LATER, failed);
        } catch (ExecutionException | StoreException later) {
            return setbacks.waits(message, Look.LATER, later);
        } catch (RuntimeException unforeseen) {
            return setbacks.spoiled(message, unforeseen);
        }
    }
}
