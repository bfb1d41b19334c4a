package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.id.Server;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.device.Station;
import io.wigwag.proto.e2e.Message;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.testing.MemoryAdapter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;

/// A device's queue and what sends it; the engine is played here.
abstract class DispatcherStage {
    /// More than may be under way at once, of each sort.
    static final int MANY = 40;

    private static final Octets WIRE =
            Octets.wrap(Message.newBuilder().setConversation("hello").build().toByteArray());
    static final Timers AT_ONCE = (_, task) -> {
        Thread.ofVirtual().start(task);
        return Timers.Timer.NONE;
    };

    final Jid bob = person("4912345");
    final Jid eve = person("4967890");
    private final ExecutorService engine =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    final Engine outlet = new Engine();
    Instant now = Instant.parse("2026-11-21T12:00:00Z");
    final MessageLife life = new MessageLife(new MemoryAdapter(), MessageLife.masterKey(), () -> now, 1);
    final Dispatcher dispatcher = dispatcher(AT_ONCE);

    @AfterEach
    void endEngine() {
        engine.shutdownNow();
    }

    Dispatcher dispatcher(Timers timers) {
        return new Dispatcher(life.station(), outlet, life.book(), life.reporter(), this::prepare, timers);
    }

    static CompletableFuture<SendOutcome> lost() {
        return CompletableFuture.failedFuture(
                new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device is connecting"));
    }

    private static Jid person(String number) {
        try {
            return Jid.of(number, Server.USER);
        } catch (MalformedJid e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// A connected device that does with each message what the test says.
    final class Engine implements Outlet {
        final List<String> letters = Collections.synchronizedList(new ArrayList<>());
        final BlockingQueue<Boolean> looks = new LinkedBlockingQueue<>();
        final AtomicInteger failing = new AtomicInteger();
        volatile Function<Letter, CompletableFuture<SendOutcome>> does = this::accept;

        @Override
        public boolean isOpen() {
            looks.add(true);
            if (failing.getAndUpdate(left -> Math.max(0, left - 1)) % 2 == 1) {
                throw new AssertionError("what never happens");
            }
            return true;
        }

        @Override
        public CompletableFuture<SendOutcome> send(Letter letter) {
            letters.add(letter.id().value());
            return does.apply(letter);
        }

        /// The server has it, which the engine has kept before it says so.
        CompletableFuture<SendOutcome> accept(Letter letter) {
            return CompletableFuture.supplyAsync(
                    () -> {
                        var outcome = new SendOutcome.Accepted(
                                letter.id(), letter.chat(), Optional.empty(), Optional.empty());
                        life.inflow().keep(new MailEvent.Settled(outcome));
                        return outcome;
                    },
                    engine);
        }

        /// Does something else with the first of these letters, and accepts all others.
        void first(String waId, Function<Letter, CompletableFuture<SendOutcome>> other) {
            does = letter -> {
                if (letter.id().equals(new MessageId(waId)) && Collections.frequency(letters, waId) == 1) {
                    return other.apply(letter);
                }
                return accept(letter);
            };
        }
    }

    void prepare(Station station, Versioned<MessageRecord> message) {
        if (message.record().id().startsWith("bad")) {
            throw new IllegalStateException("a file like no other");
        }
        life.book().compose(message, WIRE);
    }

    /// Its id at WhatsApp is the same in capitals.
    String submit(String id, Jid chat) {
        now = now.plusMillis(1);
        life.submit(id, waId(id), chat, WIRE);
        return waId(id);
    }

    static String waId(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    void awaitNews(int count, String state) throws InterruptedException {
        for (var i = 0; i < count; i++) {
            assertThat(life.became().poll(20, TimeUnit.SECONDS)).isEqualTo(state);
        }
    }

    String next() throws InterruptedException {
        return String.valueOf(life.became().poll(20, TimeUnit.SECONDS));
    }
}
