package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.message.send.SendOutcome;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What leaves a device's queue, in which order, and what does not stop the rest.
class DispatcherTest extends DispatcherStage {
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
        outlet.first(ids.getFirst(), _ -> lost());
        dispatcher.poke();
        awaitNews(3, "sent");
        assertThat(outlet.letters).containsExactly("M1", "M1", "M2", "M3");
    }

    /// A message that makes the engine stumble would make it stumble for ever.
    @Test
    void whatIsTheEnginesFaultIsTriedSomeTimesAndNoMore() throws Exception {
        var odd = submit("odd", bob);
        outlet.does = _ ->
                CompletableFuture.failedFuture(new CommandFailed(CommandFailed.Why.FAULT, "a message like no other"));
        dispatcher.poke();
        awaitNews(1, "failed");
        assertThat(Collections.frequency(outlet.letters, odd)).isEqualTo(5);
        assertThat(life.waiting()).isEmpty();
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
