package io.wigwag.storage.lease;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a member alive and finds those that are not: one thread of its own, four beats in the patience, so that two
/// of them may fail.
public final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final int BEATS = 4;

    private final Membership membership;
    private final Consumer<List<String>> undertaker;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("wigwag-heartbeat").daemon().factory());
    private boolean failing;
    private boolean lost;

    Heartbeat(Membership membership, Consumer<List<String>> undertaker) {
        this.membership = membership;
        this.undertaker = undertaker;
    }

    /// Begins beating.
    ///
    /// @param undertaker hears of members that were found gone, whose leases are free from then on. Until it
    ///     has heard, the heart does not beat
    public static Heartbeat start(Membership membership, Duration patience, Consumer<List<String>> undertaker) {
        var heartbeat = new Heartbeat(membership, undertaker);
        var pause = patience.toMillis() / BEATS;
        var _ = heartbeat.thread.scheduleWithFixedDelay(heartbeat::beat, pause, pause, TimeUnit.MILLISECONDS);
        return heartbeat;
    }

    /// A store that does not answer makes us uncertain by itself, when the patience is over. Whatever went wrong must
    /// not leave here: the thread would beat no more.
    void beat() {
        try {
            if (membership.renew()) {
                var gone = membership.buryTheSilent();
                if (!gone.isEmpty()) {
                    undertaker.accept(gone);
                }
            } else if (!lost) {
                lost = true;
                LOG.error("this process could not tell the others in time that it is there: they take over what it"
                        + " leased, and it does nothing more; restart it");
            }
            failing = false;
        } catch (RuntimeException failed) {
            if (!failing) {
                LOG.warn("a heartbeat failed; the next ones may get through", failed);
            }
            failing = true;
        }
    }

    /// Stops beating; the member may leave afterwards.
    @Override
    public void close() {
        thread.close();
    }
}
