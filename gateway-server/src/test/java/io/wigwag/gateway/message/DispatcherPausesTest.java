package io.wigwag.gateway.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.core.message.send.SendOutcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What happens to the rest of a queue while something of it has to wait.
class DispatcherPausesTest extends DispatcherStage {
    /// Its chat waits for it; the others do not, and no look at the queue hurries it.
    @Test
    void oneThatKeepsComingBackHoldsUpItsOwnChatAlone() throws Exception {
        var timers = new HeldTimers();
        var patient = dispatcher(timers);
        outlet.does = letter -> letter.id().value().equals("M1") ? lost() : outlet.accept(letter);
        submit("m1", bob);
        submit("m2", bob);
        for (var look = 0; look < 5; look++) {
            submit("e" + look, eve);
            patient.poke();
            awaitNews(1, "sent");
        }
        assertThat(outlet.letters).containsExactly("M1", "E0", "E1", "E2", "E3", "E4");
        timers.end(1);
        submit("e5", eve);
        patient.poke();
        awaitNews(1, "sent");
        assertThat(outlet.letters).filteredOn("M1"::equals).hasSize(2);
        outlet.does = outlet::accept;
        timers.end(1);
        awaitNews(2, "sent");
        assertThat(outlet.letters).endsWith("M1", "M2");
        assertThat(life.waiting()).isEmpty();
    }

    @Test
    void whatComesBackGoesAgainInTheOrderOfItsChat() throws Exception {
        var timers = new HeldTimers();
        var patient = dispatcher(timers);
        var words = new LinkedBlockingQueue<CompletableFuture<SendOutcome>>();
        outlet.does = letter -> {
            if (letter.id().value().equals("BEHIND")) {
                return outlet.accept(letter);
            }
            var word = new CompletableFuture<SendOutcome>();
            words.add(word);
            return word;
        };
        var ids = List.of(submit("m1", bob), submit("m2", bob), submit("m3", bob));
        submit("behind", eve);
        patient.poke();
        awaitNews(1, "sent");
        var begun = List.of(words.take(), words.take(), words.take());
        outlet.does = outlet::accept;
        for (var i = ids.size() - 1; i >= 0; i--) {
            begun.get(i)
                    .completeExceptionally(
                            new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device is connecting"));
        }
        // The rests of the last two end, and with each the queue is looked at.
        timers.end(2);
        submit("other", eve);
        patient.poke();
        awaitNews(1, "sent");
        assertThat(outlet.letters).containsExactly("M1", "M2", "M3", "BEHIND", "OTHER");
        timers.end(1);
        awaitNews(3, "sent");
        assertThat(outlet.letters).containsExactly("M1", "M2", "M3", "BEHIND", "OTHER", "M1", "M2", "M3");
    }

    @Test
    void aFileThatCanNotBeFetchedYetIsNotFetchedAgainBeforeItsPause() throws Exception {
        var timers = new HeldTimers();
        var fetches = new AtomicInteger();
        var patient = new Dispatcher(
                life.station(),
                outlet,
                life.book(),
                life.reporter(),
                (station, message) -> {
                    if (fetches.incrementAndGet() == 1) {
                        throw new ExecutionException(
                                new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device is connecting"));
                    }
                    prepare(station, message);
                },
                timers);
        life.submitUnfinished("file", "FILE", bob);
        patient.poke();
        timers.await();
        for (var look = 0; look < 3; look++) {
            submit("e" + look, eve);
            patient.poke();
            awaitNews(1, "sent");
        }
        assertThat(fetches).hasValue(1);
        timers.end(1);
        awaitNews(1, "sent");
        assertThat(outlet.letters).endsWith("FILE");
    }

    @Test
    void aFileThatFailsAsNothingShouldIsFetchedSomeTimesAndNoMore() throws Exception {
        var fetches = new AtomicInteger();
        var dispatcher = new Dispatcher(
                life.station(),
                outlet,
                life.book(),
                life.reporter(),
                (_, _) -> {
                    fetches.incrementAndGet();
                    throw new ExecutionException(new IllegalStateException("a moment like no other"));
                },
                AT_ONCE);
        life.submitUnfinished("file", "FILE", bob);
        submit("behind", bob);
        dispatcher.poke();
        awaitNews(1, "failed");
        awaitNews(1, "sent");
        assertThat(fetches).hasValue(5);
        assertThat(outlet.letters).containsExactly("BEHIND");
    }

    @Test
    void whereThisMachineCanNotHoldAFileItsMessageWaits() throws Exception {
        var fetches = new AtomicInteger();
        var dispatcher = new Dispatcher(
                life.station(),
                outlet,
                life.book(),
                life.reporter(),
                (station, message) -> {
                    if (fetches.incrementAndGet() <= 10) {
                        throw new IOException("no space left");
                    }
                    prepare(station, message);
                },
                AT_ONCE);
        life.submitUnfinished("file", "FILE", bob);
        dispatcher.poke();
        awaitNews(1, "sent");
        assertThat(fetches).hasValue(11);
    }

    @Test
    void whatNeverHappensIsGotOver() throws Exception {
        var tries = new AtomicInteger();
        var dispatcher = new Dispatcher(
                life.station(),
                outlet,
                life.book(),
                life.reporter(),
                (station, message) -> {
                    if (tries.incrementAndGet() == 1) {
                        throw new AssertionError("what never happens");
                    }
                    prepare(station, message);
                },
                AT_ONCE);
        life.submitUnfinished("file", "FILE", bob);
        submit("m1", eve);
        outlet.first("M1", _ -> {
            throw new AssertionError("what never happens");
        });
        outlet.failing.set(MANY);
        dispatcher.poke();
        awaitNews(2, "sent");
        assertThat(outlet.letters).containsExactlyInAnyOrder("M1", "M1", "FILE");
        assertThat(life.waiting()).isEmpty();
    }
}
