package io.wigwag.gateway.message;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.UploadFailed;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.device.Station;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Versioned;
import java.time.Duration;
import java.util.Locale;
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
/// known what became of it; until then it goes again, under the same id.
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    /// Messages that wait for the server's word at once.
    private static final int WINDOW = 32;

    private static final Duration SOON = Duration.ofMillis(250);
    private static final Duration LATER = Duration.ofSeconds(3);

    private final Station station;
    private final MessageBook book;
    private final Reporter reporter;
    private final Preparation preparation;
    private final Timers timers;
    private final AtomicInteger pokes = new AtomicInteger();
    private final Semaphore window = new Semaphore(WINDOW);
    private final Set<String> underway = ConcurrentHashMap.newKeySet();

    /// Makes what is to be sent of a message whose file has still to be fetched.
    interface Preparation {
        Versioned<MessageRecord> ready(Station station, Versioned<MessageRecord> message)
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

    private void sendAll() throws InterruptedException {
        var any = true;
        while (any && isConnected()) {
            any = false;
            for (var message : book.queue(station.tenant(), station.id())) {
                if (underway.contains(message.record().id())) {
                    continue;
                }
                any = true;
                window.acquire();
                underway.add(message.record().id());
                if (!send(message)) {
                    return;
                }
            }
        }
    }

    /// False where nothing more can be sent for now.
    private boolean send(Versioned<MessageRecord> queued) throws InterruptedException {
        var id = queued.record().id();
        try {
            var message = preparation.ready(station, queued).record();
            var wire = message.contents().wire().orElseThrow();
            var chat = Composer.jid(message.contents().chat()).orElseThrow();
            book.sending(station.tenant(), message);
            var letter = new Letter(new MessageId(message.waId()), chat, Composer.message(wire));
            var _ = station.handle().send(letter).whenComplete((outcome, failed) -> {
                settled(
                        message,
                        Optional.ofNullable(outcome),
                        Optional.ofNullable(failed).map(Dispatcher::cause));
                done(id);
            });
            return true;
        } catch (Undeliverable never) {
            reporter.failed(station, queued.record(), never.code(), String.valueOf(never.getMessage()));
            done(id);
            return true;
        } catch (UploadFailed failed) {
            if (failed.reason() == UploadFailed.Reason.REFUSED) {
                reporter.failed(station, queued.record(), "media_rejected", "WhatsApp does not take this file.");
                done(id);
                return true;
            }
            done(id);
            pokeIn(LATER);
            return false;
        } catch (ExecutionException offline) {
            LOG.atInfo()
                    .addKeyValue("device", station.id())
                    .addKeyValue("why", offline.getMessage())
                    .log("a message waits");
            done(id);
            pokeIn(LATER);
            return false;
        }
    }

    private static Throwable cause(Throwable failed) {
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    private void done(String id) {
        underway.remove(id);
        window.release();
    }

    /// The server's word is noted where it comes in; what never left is noted here.
    private void settled(MessageRecord message, Optional<SendOutcome> outcome, Optional<Throwable> failed) {
        switch (failed.orElse(null)) {
            case SendRefused refused -> {
                var reason = refused.reason();
                reporter.failed(station, message, reason.name().toLowerCase(Locale.ROOT), reason.advice());
            }
            case CommandFailed why when why.why() == CommandFailed.Why.BUSY -> pokeIn(SOON);
            case CommandFailed _ -> pokeIn(LATER);
            case Throwable unforeseen -> {
                LOG.atError()
                        .addKeyValue("device", station.id())
                        .setCause(unforeseen)
                        .log("a message could not be sent");
                pokeIn(LATER);
            }
            case null -> {
                if (outcome.filter(SendOutcome.Unconfirmed.class::isInstance).isPresent()) {
                    pokeIn(LATER);
                }
            }
        }
    }
}
