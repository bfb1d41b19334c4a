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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What leaves a device's queue, in which order, and what does not stop the rest. The engine is played here.
class DispatcherTest {
    /// More than may be under way at once, of each sort.
    private static final int MANY = 40;

    private static final Octets WIRE =
            Octets.wrap(Message.newBuilder().setConversation("hello").build().toByteArray());
    private static final Timers AT_ONCE = (_, task) -> {
        Thread.ofVirtual().start(task);
        return Timers.Timer.NONE;
    };

    private final Jid bob = person("4912345");
    private final Jid eve = person("4967890");
    private final ExecutorService engine =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());
    private final Engine outlet = new Engine();
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final MessageLife life = new MessageLife(new MemoryAdapter(), MessageLife.masterKey(), () -> now, 1);
    private final Dispatcher dispatcher =
            new Dispatcher(life.station(), outlet, life.book(), life.reporter(), this::prepare, AT_ONCE);

    @AfterEach
    void end() {
        engine.shutdownNow();
    }

    private static Jid person(String number) {
        try {
            return Jid.of(number, Server.USER);
        } catch (MalformedJid e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// A connected device that does with each message what the test says.
    private final class Engine implements Outlet {
        private final List<String> letters = Collections.synchronizedList(new ArrayList<>());
        private final BlockingQueue<Boolean> looks = new LinkedBlockingQueue<>();
        private volatile Function<Letter, CompletableFuture<SendOutcome>> does = this::accept;

        @Override
        public boolean isOpen() {
            looks.add(true);
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

    private void prepare(Station station, Versioned<MessageRecord> message) {
        if (message.record().id().startsWith("bad")) {
            throw new IllegalStateException("a file like no other");
        }
        life.book().compose(message, WIRE);
    }

    /// Its id at WhatsApp is the same in capitals.
    private String submit(String id, Jid chat) {
        now = now.plusMillis(1);
        life.submit(id, waId(id), chat, WIRE);
        return waId(id);
    }

    private static String waId(String id) {
        return id.toUpperCase(Locale.ROOT);
    }

    private void awaitNews(int count, String state) throws InterruptedException {
        for (var i = 0; i < count; i++) {
            assertThat(life.became().poll(20, TimeUnit.SECONDS)).isEqualTo(state);
        }
    }

    @Test
    void allLeaveInTheirOrder() throws Exception {
        var ids = IntStream.range(0, 5 * MANY)
                .mapToObj(i -> submit("m%03d".formatted(i), i % 2 == 0 ? bob : eve))
                .toList();
        dispatcher.poke();
        awaitNews(ids.size(), "sent");
        assertThat(outlet.letters).containsExactlyElementsOf(ids);
        assertThat(life.waiting()).isEmpty();
    }

    @Test
    void messagesThatNobodyCanSendDoNotStandBeforeOthers() throws Exception {
        IntStream.range(0, MANY).forEach(i -> submit("bad%03d".formatted(i), bob));
        var good = submit("good", bob);
        outlet.does = letter -> {
            if (letter.id().value().startsWith("BAD")) {
                throw new IllegalStateException("a message like no other");
            }
            return outlet.accept(letter);
        };
        dispatcher.poke();
        awaitNews(MANY, "failed");
        awaitNews(1, "sent");
        assertThat(outlet.letters).contains(good);
        assertThat(life.kept())
                .filteredOn(message -> message.id().startsWith("bad"))
                .hasSize(MANY)
                .allSatisfy(message -> assertThat(message.standing().error()).contains("internal_error"));
        assertThat(life.waiting()).isEmpty();
    }

    @Test
    void whatFailsAsNothingShouldIsTriedSomeTimesAndNoMore() throws Exception {
        var odd = submit("odd", bob);
        submit("good", eve);
        outlet.does = letter -> letter.id().value().equals(odd)
                ? CompletableFuture.failedFuture(new IllegalStateException("a moment like no other"))
                : outlet.accept(letter);
        dispatcher.poke();
        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("failed", "sent");
        assertThat(Collections.frequency(outlet.letters, odd)).isEqualTo(5);
        assertThat(life.waiting()).isEmpty();
    }

    private String next() throws InterruptedException {
        return String.valueOf(life.became().poll(20, TimeUnit.SECONDS));
    }

    @Test
    void filesThatCanNotBePreparedDoNotStandBeforeOthers() throws Exception {
        IntStream.range(0, MANY).forEach(i -> {
            now = now.plusMillis(1);
            life.submitUnfinished("bad%03d".formatted(i), waId("bad%03d".formatted(i)), bob);
        });
        now = now.plusMillis(1);
        life.submitUnfinished("good", "GOOD", bob);
        var behind = submit("behind", bob);
        dispatcher.poke();
        var news = new ArrayList<String>();
        for (var i = 0; i < MANY + 2; i++) {
            news.add(next());
        }
        assertThat(news).containsOnly("failed", "sent");
        assertThat(outlet.letters).containsExactly("GOOD", behind);
    }

    @Test
    void aFileThatIsStillFetchedHoldsUpItsOwnChatAlone() throws Exception {
        now = now.plusMillis(1);
        life.submitUnfinished("file", "FILE", bob);
        submit("behind", bob);
        submit("other", eve);
        var fetched = new CompletableFuture<Void>();
        var waiting = new Dispatcher(
                life.station(),
                outlet,
                life.book(),
                life.reporter(),
                (station, message) -> {
                    fetched.join();
                    prepare(station, message);
                },
                AT_ONCE);
        waiting.poke();
        awaitNews(1, "sent");
        assertThat(outlet.letters).containsExactly("OTHER");
        fetched.complete(null);
        awaitNews(2, "sent");
        assertThat(outlet.letters).containsExactly("OTHER", "FILE", "BEHIND");
    }

    /// The queue is looked at between the moment in which the message is whole and the one in which that is said.
    @Test
    void aFileGoesBeforeWhatStandsBehindItWhoeverLooksFirst() throws Exception {
        now = now.plusMillis(1);
        life.submitUnfinished("file", "FILE", bob);
        submit("behind", bob);
        var whole = new CountDownLatch(1);
        var looked = new CountDownLatch(1);
        var waiting = new Dispatcher(
                life.station(),
                outlet,
                life.book(),
                life.reporter(),
                (station, message) -> {
                    prepare(station, message);
                    whole.countDown();
                    looked.await();
                },
                AT_ONCE);
        waiting.poke();
        whole.await();
        waiting.poke();
        awaitNews(2, "sent");
        looked.countDown();
        assertThat(outlet.letters).containsExactly("FILE", "BEHIND");
    }

    @Test
    void whatStandsBehindALostConnectionPassesNothingBy() throws Exception {
        var ids = List.of(submit("m1", bob), submit("m2", bob), submit("m3", bob));
        outlet.first(
                ids.getFirst(),
                _ -> CompletableFuture.failedFuture(
                        new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device is connecting")));
        dispatcher.poke();
        awaitNews(3, "sent");
        assertThat(outlet.letters).containsExactly("M1", "M1", "M2", "M3");
    }

    @Test
    void whatTheServerDidNotConfirmGoesAgainUnderItsId() throws Exception {
        submit("m1", bob);
        outlet.first(
                "M1",
                letter -> CompletableFuture.completedFuture(new SendOutcome.Unconfirmed(letter.id(), letter.chat())));
        dispatcher.poke();
        awaitNews(1, "sent");
        assertThat(outlet.letters).containsExactly("M1", "M1");
    }

    /// A message that failed without that being told, of a device that is not ours any more.
    @Test
    void aDeviceThatWasGivenBackEndsALookAndNoMore() throws Exception {
        submit("m1", bob);
        var failed = new MessageRecord.Standing(
                MessageState.FAILED, now, Optional.of("refused"), Optional.of("Nothing can be done."));
        var untold = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        life.book()
                .noting(MessageLife.TENANT, "m1", failed, Optional.empty(), untold)
                .commit();
        life.station().journal().close();
        for (var look = 0; look < 3; look++) {
            dispatcher.poke();
            assertThat(outlet.looks.poll(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(life.waiting()).hasSize(1);
        assertThat(outlet.letters).isEmpty();
    }
}
