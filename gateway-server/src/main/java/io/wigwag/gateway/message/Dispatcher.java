package io.wigwag.gateway.message;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.id.MessageId;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
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

    /// Most messages have the server's word by then.
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final Station station;
    private final Outlet outlet;
    private final MessageBook book;
    private final Reporter reporter;
    private final Setbacks setbacks;
    private final Pauses pauses;
    private final Preparations preparations;
    private final Timers timers;
    private final AtomicInteger pokes = new AtomicInteger();
    private final Semaphore window = new Semaphore(WINDOW);
    private final Set<String> underway = ConcurrentHashMap.newKeySet();
    /// No more under way since the queue was looked at, which may show them as they were before.
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    /// Have to go again, and before what stands behind them in their chats.
    private final Set<String> returned = ConcurrentHashMap.newKeySet();
    /// Chats of which something came back while the queue is gone through.
    private final Set<String> disturbed = ConcurrentHashMap.newKeySet();

    Dispatcher(
            Station station,
            Outlet outlet,
            MessageBook book,
            Reporter reporter,
            Preparations.Work preparation,
            Timers timers) {
        this.station = station;
        this.outlet = outlet;
        this.book = book;
        this.reporter = reporter;
        this.setbacks = new Setbacks(station, reporter);
        this.pauses = new Pauses(timers, this::poke);
        this.preparations = new Preparations(station, preparation, setbacks, pauses);
        this.timers = timers;
    }

    /// There may be something to send.
    void poke() {
        if (pokes.getAndIncrement() == 0) {
            Thread.ofVirtual().name("dispatcher " + station.id()).start(this::work);
        }
    }

    private void work() {
        var seen = pokes.get();
        while (true) {
            try {
                sendAll();
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            } catch (JournalClosed over) {
                pauses.look(setbacks.givenBack());
            } catch (Throwable failed) {
                pauses.look(Look.LATER);
                setbacks.stalled(failed);
            }
            if (pokes.compareAndSet(seen, 0)) {
                return;
            }
            seen = pokes.get();
        }
    }

    /// Goes through the queue once, from its head; whoever adds to it pokes again.
    private void sendAll() throws InterruptedException {
        disturbed.clear();
        var held = new HashSet<String>();
        var next = Optional.<Cursor>empty();
        do {
            if (!outlet.isOpen()) {
                return;
            }
            settled.clear();
            preparations.lookedAt();
            var page = book.queue(station.tenant(), station.id(), next);
            var ready = page.found().stream()
                    .filter(message -> isReady(message, held))
                    .map(Versioned::record)
                    .toList();
            if (!ready.isEmpty()) {
                timers.after(MOMENT, () -> Thread.ofVirtual().start(() -> noteSending(ready)));
            }
            for (var message : ready) {
                if (!offer(message)) {
                    return;
                }
            }
            next = page.next();
        } while (next.isPresent());
    }

    /// Notes of those that still wait for the server's word that they are on their way.
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

    /// Whether it can be sent now. One that can't, and will later, holds up its chat from here on.
    private boolean isReady(Versioned<MessageRecord> queued, Set<String> held) {
        var message = queued.record();
        if (message.standing().state() == MessageState.FAILED) {
            reporter.settled(station, message);
            return false;
        }
        var chat = message.contents().chat();
        if (pauses.holds(message.id())) {
            held.add(chat);
            return false;
        }
        if (underway.contains(message.id()) || settled.contains(message.id())) {
            if (returned.contains(message.id())) {
                held.add(chat);
            }
            return false;
        }
        if (message.contents().wire().isEmpty()) {
            held.add(chat);
            preparations.begin(queued);
            return false;
        }
        return !held.contains(chat);
    }

    /// False where nothing more can be sent for now.
    private boolean offer(MessageRecord message) throws InterruptedException {
        window.acquire();
        var goes = false;
        try {
            var open = outlet.isOpen();
            goes = open && !disturbed.contains(message.contents().chat());
            if (!goes) {
                return open;
            }
        } finally {
            if (!goes) {
                window.release();
            }
        }
        send(message, message.contents().wire().orElseThrow());
        return true;
    }

    private void send(MessageRecord message, Octets wire) {
        underway.add(message.id());
        returned.remove(message.id());
        try {
            var chat = Composer.jid(message.contents().chat()).orElseThrow();
            var letter = new Letter(new MessageId(message.waId()), chat, Composer.message(wire));
            var _ = outlet.send(letter).whenComplete((outcome, failed) -> {
                var next = Look.LATER;
                try {
                    next = failed == null ? afterWord(message, outcome) : afterFailure(message, failed);
                } finally {
                    done(message, next);
                }
            });
        } catch (RuntimeException unforeseen) {
            done(message, setbacks.spoiled(message, unforeseen));
        } catch (Throwable unforeseen) {
            done(message, afterFailure(message, unforeseen));
        }
    }

    /// The message is nobody's any more before the queue is looked at again, or that look would pass it by.
    private void done(MessageRecord message, Look next) {
        if (next.isLater()) {
            pauses.begin(message.id());
        } else {
            returned.remove(message.id());
        }
        settled.add(message.id());
        underway.remove(message.id());
        window.release();
        pauses.end(message.id(), next);
    }

    /// The server's word is noted where it comes in.
    private Look afterWord(MessageRecord message, SendOutcome outcome) {
        setbacks.gotOn(message);
        if (outcome instanceof SendOutcome.Unconfirmed) {
            comesBack(message);
            return Look.LATER;
        }
        return Look.WHEN_TOLD;
    }

    /// What never left is noted here.
    private Look afterFailure(MessageRecord message, Throwable failed) {
        return switch (cause(failed)) {
            case SendRefused refused -> {
                var reason = refused.reason();
                yield setbacks.fails(message, reason.name().toLowerCase(Locale.ROOT), reason.advice());
            }
            case CommandFailed why
            when why.why() != CommandFailed.Why.FAULT -> {
                comesBack(message);
                yield setbacks.waits(message, why.why() == CommandFailed.Why.BUSY ? Look.SOON : Look.LATER, why);
            }
            case Throwable unforeseen -> {
                comesBack(message);
                yield setbacks.odd(message, unforeseen);
            }
        };
    }

    private static Throwable cause(Throwable failed) {
        return failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
    }

    private void comesBack(MessageRecord message) {
        returned.add(message.id());
        disturbed.add(message.contents().chat());
    }
}
