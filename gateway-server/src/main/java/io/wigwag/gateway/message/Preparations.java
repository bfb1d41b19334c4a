package io.wigwag.gateway.message;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.media.UploadFailed;
import io.wigwag.gateway.device.Station;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Versioned;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/// Messages of one device whose files have still to be fetched, a few at a time, each on a thread of its own.
final class Preparations {
    /// Files that are fetched at once.
    private static final int FETCHING = 4;

    private final Station station;
    private final Work work;
    private final Setbacks setbacks;
    private final Pauses pauses;
    private final Semaphore fetching = new Semaphore(FETCHING);
    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    /// Done since the queue was looked at, which may show them as they were before.
    private final Set<String> done = ConcurrentHashMap.newKeySet();

    /// Makes what is to be sent of a message, and keeps it.
    @FunctionalInterface
    interface Work {
        void prepare(Station station, Versioned<MessageRecord> message)
                throws Undeliverable, UploadFailed, IOException, InterruptedException, ExecutionException;
    }

    /// @param pauses for those that fail
    Preparations(Station station, Work work, Setbacks setbacks, Pauses pauses) {
        this.station = station;
        this.work = work;
        this.setbacks = setbacks;
        this.pauses = pauses;
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
            var next = Look.LATER;
            try {
                next = prepared(message);
            } finally {
                if (next.isLater()) {
                    pauses.begin(id);
                }
                done.add(id);
                underway.remove(id);
                pauses.end(id, next);
            }
        });
    }

    private Look prepared(Versioned<MessageRecord> message) {
        try {
            return prepare(message);
        } catch (Throwable unforeseen) {
            return setbacks.odd(message.record(), unforeseen);
        }
    }

    private Look prepare(Versioned<MessageRecord> queued) {
        var message = queued.record();
        try {
            fetching.acquire();
            try {
                work.prepare(station, queued);
                setbacks.gotOn(message);
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
        } catch (IOException trouble) {
            return setbacks.hampered(message, trouble);
        } catch (ExecutionException failed) {
            return switch (failed.getCause()) {
                case CommandFailed later
                when later.why() != CommandFailed.Why.FAULT -> setbacks.waits(message, Look.LATER, later);
                case StoreException later -> setbacks.waits(message, Look.LATER, later);
                case null, default -> setbacks.odd(message, failed);
            };
        } catch (StoreException later) {
            return setbacks.waits(message, Look.LATER, later);
        } catch (RuntimeException unforeseen) {
            return setbacks.spoiled(message, unforeseen);
        }
    }
}
