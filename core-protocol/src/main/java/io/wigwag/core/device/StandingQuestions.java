package io.wigwag.core.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.port.Timers;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// Questions that outlive a connection: each is asked again when the device has logged in anew, until it is answered or
/// its time is over. A device that will not connect by itself ends them all. For any thread.
final class StandingQuestions {
    private final Timers timers;
    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Question<?>> lost = new ArrayList<>(1);
    private int open;
    private long logins;
    private boolean connecting;

    /// @param most that may wait for an answer at a time
    StandingQuestions(Timers timers, int most) {
        this.timers = timers;
        this.most = most;
    }

    /// @param attempt asks on the connection that there is
    <R> CompletableFuture<R> ask(Supplier<CompletableFuture<R>> attempt, Duration within) {
        var answer = new CompletableFuture<R>();
        if (!isRoom()) {
            answer.completeExceptionally(new CommandFailed(
                    CommandFailed.Why.BUSY, "more than " + most + " questions wait for answers already"));
            return answer;
        }
        var question = new Question<>(attempt, answer);
        var limit = timers.after(
                within,
                () -> answer.completeExceptionally(new CommandFailed(
                        CommandFailed.Why.LATE, "no answer within " + within.toSeconds() + " s, on any connection")));
        var _ = answer.whenComplete((_, _) -> {
            limit.cancel();
            over(question);
        });
        question.ask();
        return answer;
    }

    private boolean isRoom() {
        lock.lock();
        try {
            if (open >= most) {
                return false;
            }
            open++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void over(Question<?> question) {
        lock.lock();
        try {
            open--;
            lost.remove(question);
        } finally {
            lock.unlock();
        }
    }

    /// How the device is from now on.
    void changed(DeviceStatus status) {
        if (status instanceof DeviceStatus.Syncing) {
            letGo(true, true).forEach(Question::ask);
        } else if (status.isRunning()) {
            letGo(true, false);
        } else {
            end();
        }
    }

    /// The device does not connect any more.
    void end() {
        letGo(false, false).forEach(Question::giveUp);
    }

    /// Who need not wait any longer.
    private List<Question<?>> letGo(boolean connects, boolean letIn) {
        lock.lock();
        try {
            connecting = connects;
            if (letIn) {
                logins++;
            } else if (connects) {
                return List.of();
            }
            var ready = List.copyOf(lost);
            lost.clear();
            return ready;
        } finally {
            lock.unlock();
        }
    }

    private final class Question<R> {
        private final Supplier<CompletableFuture<R>> attempt;
        private final CompletableFuture<R> answer;

        Question(Supplier<CompletableFuture<R>> attempt, CompletableFuture<R> answer) {
            this.attempt = attempt;
            this.answer = answer;
        }

        void ask() {
            if (answer.isDone()) {
                return;
            }
            var before = logins();
            var _ = attempt.get().whenComplete((result, failure) -> {
                if (failure == null) {
                    answer.complete(result);
                } else {
                    failed(before, failure);
                }
            });
        }

        private void failed(long before, Throwable failure) {
            var why =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (!isForWantOfAConnection(why)) {
                answer.completeExceptionally(why);
            } else if (!waits(before)) {
                giveUp();
            }
        }

        /// Waits for the next login, or takes the one that has come since.
        private boolean waits(long before) {
            lock.lock();
            try {
                if (!connecting) {
                    return false;
                }
                if (logins == before) {
                    if (!answer.isDone()) {
                        lost.add(this);
                    }
                    return true;
                }
            } finally {
                lock.unlock();
            }
            ask();
            return true;
        }

        void giveUp() {
            answer.completeExceptionally(
                    new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device does not connect any more"));
        }
    }

    private long logins() {
        lock.lock();
        try {
            return logins;
        } finally {
            lock.unlock();
        }
    }

    private static boolean isForWantOfAConnection(Throwable failure) {
        return switch (failure) {
            case Unanswered lost ->
                lost.reason() == Unanswered.Cause.LINE_LOST || lost.reason() == Unanswered.Cause.STUCK;
            case CommandFailed failed ->
                failed.why() == CommandFailed.Why.NO_CONNECTION || failed.why() == CommandFailed.Why.STALLED;
            default -> false;
        };
    }
}
