package io.wigwag.gateway.message;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.UploadFailed;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.event.JournalClosed;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Versioned;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits for one device, in order, while the device is connected. A message leaves the queue only when it is
/// known what became of it; until then it goes again, under the same id. One that can't go yet holds up its own chat,
/// and nobody else's.
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /// Messages that wait for the server's word at once.
    private static final int WINDOW = 32;
    /// Files that are fetched at once.
    private static final int FETCHING = 4;

    /// How often something is tried that fails as nothing should.
    private static final int PATIENCE = 5;

    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration LATER = Duration.ofSeconds(3);

    private final Station station;
    private final MessageBook book;
    private final Reporter reporter;
    private final Preparation preparation;
    private final Timers timers;
    private final AtomicInteger pokes = new AtomicInteger();
    private final Semaphore window = new Semaphore(WINDOW);
    private final Semaphore fetching = new Semaphore(FETCHING);
    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    /// Of which we have heard since the queue was looked at: it may show them still.
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    /// How often messages failed as none should.
    private final Map<String, Integer> oddities = new ConcurrentHashMap<>();
    /// Something has to go again: what stands behind it must not pass it by.
    private volatile boolean disturbed;

    /// Makes what is to be sent of a message whose file has still to be fetched, and keeps it.
    interface Preparation {
        void prepare(Station station, Versioned<MessageRecord> message)
                throws Undeliverable, UploadFailed, InterruptedException, ExecutionException;
    }

    Dispatcher(Station station, MessageBook book, Reporter reporter, Preparation preparation, Timers timers) {
        this.station = station;
        this.book = book;
        this.reporter = reporter;
        this.preparation = preparation;
        this.timers = timers;
    }

    /// There may be something to send.
    void poke() {
        if (pokes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("dispatcher " + station.id()).start(this::work);
        }
    }

    private void pokeIn(Duration delay) {
        timers.after(delay, this::poke);
    }

    private void work() {
        var seen = pokes.get();
        while (true) {
            try {
                sendAll();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } catch (StoreException failed) {
                LOG.atWarn()
                        .addKeyValue("device", station.id())
                        .setCause(failed)
                        .log("the queue waits");
                pokeIn(LATER);
            } catch (JournalClosed over) {
                givenBack();
            }
            if (pokes.compareAndSet(seen, 0)) {
                return;
            }
            seen = pokes.get();
        }
    }

    private boolean isConnected() {
        return switch (station.handle().status()) {
            case DeviceStatus.Online _ -> true;
            case DeviceStatus.Syncing _ -> true;
            default -> false;
        };
    }

    /// Goes through the queue once, from its head; whoever adds to it pokes again.
    private void sendAll() throws InterruptedException {
        disturbed = false;
        var held = new HashSet<String>();
        var next = Optional.<Cursor>empty();
        do {
            if (!isConnected()) {
                return;
            }
            heard.clear();
            var page = book.queue(station.tenant(), station.id(), next);
            var ready = page.found().stream()
                    .filter(message -> isReady(message, held))
                    .map(Versioned::record)
                    .toList();
            if (!ready.isEmpty()) {
                timers.after(SOON, () -> Thread.ofVirtual().start(() -> noteSending(ready)));
            }
            for (var message : ready) {
                if (!offer(message)) {
                    return;
                }
            }
            next = page.next();
        } while (next.isPresent());
    }

    /// Notes of those that still wait for the server's word that they are on their way: most have it by then.
    private void noteSending(List<MessageRecord> offered) {
        try {
            book.sending(
                    station.tenant(),
                    offered.stream()
                            .filter(message -> underway.contains(message.id()))
                            .toList());
        } catch (StoreException failed) {
            // It says no more than what the queue says; the next look at it tells.
            LOG.atDebug().addKeyValue("device", station.id()).setCause(failed).log("not noted");
        }
    }

    /// Whether it can be sent now. One whose file is still to be fetched holds up its chat, and is worked at.
    private boolean isReady(Versioned<MessageRecord> message, Set<String> held) {
        if (message.record().standing().state() == MessageState.FAILED) {
            reporter.settled(station, message.record());
            return false;
        }
        var id = message.record().id();
        var contents = message.record().contents();
        var isWhole = contents.wire().isPresent();
        if (!isWhole) {
            held.add(contents.chat());
        }
        if (underway.contains(id) || heard.contains(id)) {
            return false;
        }
        if (!isWhole) {
            underway.add(id);
            Thread.ofVirtual().name("preparing " + id).start(() -> prepare(message));
        }
        return !held.contains(contents.chat());
    }

    /// False where nothing more can be sent for now.
    private boolean offer(MessageRecord message) throws InterruptedException {
        window.acquire();
        if (disturbed || !isConnected()) {
            window.release();
            return false;
        }
        send(message, message.contents().wire().orElseThrow());
        return true;
    }

    // --- Files that are still to be fetched

    private void prepare(Versioned<MessageRecord> queued) {
        var message = queued.record();
        try {
            fetching.acquire();
            try {
                preparation.prepare(station, queued);
                done(message);
                poke();
                return;
            } finally {
                fetching.release();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (Undeliverable never) {
            fail(message, never.code(), String.valueOf(never.getMessage()));
        } catch (UploadFailed failed) {
            if (failed.reason() == UploadFailed.Reason.REFUSED) {
                fail(message, "media_rejected", "WhatsApp does not take this file.");
            } else {
                again(message, LATER, failed);
            }
        } catch (ExecutionException offline) {
            again(message, LATER, offline);
        } catch (StoreException failed) {
            again(message, LATER, failed);
        } catch (RuntimeException unforeseen) {
            spoiled(message, unforeseen);
        }
        done(message);
    }

    // --- Sending

    private void send(MessageRecord message, Octets wire) {
        underway.add(message.id());
        try {
            var chat = Composer.jid(message.contents().chat()).orElseThrow();
            var letter = new Letter(new MessageId(message.waId()), chat, Composer.message(wire));
            var _ = station.handle().send(letter).whenComplete((outcome, failed) -> {
                settled(
                        message,
                        Optional.ofNullable(outcome),
                        Optional.ofNullable(failed).map(Dispatcher::cause));
                done(message);
                window.release();
            });
        } catch (RuntimeException unforeseen) {
            spoiled(message, unforeseen);
            done(message);
            window.release();
        }
    }

    private static Throwable cause(Throwable failed) {
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    private void done(MessageRecord message) {
        heard.add(message.id());
        underway.remove(message.id());
    }

    /// The server's word is noted where it comes in; what never left is noted here.
    private void settled(MessageRecord message, Optional<SendOutcome> outcome, Optional<Throwable> failed) {
        switch (failed.orElse(null)) {
            case SendRefused refused -> {
                var reason = refused.reason();
                fail(message, reason.name().toLowerCase(Locale.ROOT), reason.advice());
            }
            case CommandFailed why -> {
                disturbed = true;
                again(message, why.why() == CommandFailed.Why.BUSY ? SOON : LATER, why);
            }
            case Throwable unforeseen -> {
                disturbed = true;
                if (oddities.merge(message.id(), 1, Integer::sum) < PATIENCE) {
                    again(message, LATER, unforeseen);
                } else {
                    spoiled(message, unforeseen);
                }
            }
            case null -> {
                oddities.remove(message.id());
                if (outcome.filter(SendOutcome.Unconfirmed.class::isInstance).isPresent()) {
                    disturbed = true;
                    pokeIn(LATER);
                }
            }
        }
    }

    // --- What is not sent

    private void again(MessageRecord message, Duration delay, Throwable why) {
        LOG.atInfo()
                .addKeyValue("device", station.id())
                .addKeyValue("message", message.id())
                .addKeyValue("why", why.toString())
                .log("a message waits");
        pokeIn(delay);
    }

    /// A message that nobody can send must not stand before those that can be sent.
    private void spoiled(MessageRecord message, Throwable why) {
        oddities.remove(message.id());
        LOG.atError()
                .addKeyValue("device", station.id())
                .addKeyValue("message", message.id())
                .setCause(why)
                .log("a message could not be sent");
        fail(message, "internal_error", "The gateway could not send this message; its log says why.");
    }

    private void fail(MessageRecord message, String code, String advice) {
        try {
            reporter.failed(station, message, code, advice);
        } catch (StoreException notNoted) {
            again(message, LATER, notNoted);
        } catch (JournalClosed over) {
            givenBack();
        }
        // Others of its chat may have waited for it.
        poke();
    }

    /// Whoever runs the device next sends what is left.
    private void givenBack() {
        LOG.atInfo().addKeyValue("device", station.id()).log("was given back; a message waits");
    }
}
