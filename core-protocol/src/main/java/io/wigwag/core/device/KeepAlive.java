package io.wigwag.core.device;

import io.wigwag.core.binary.MalformedNode;
import io.wigwag.core.binary.Node;
import io.wigwag.core.port.Timers;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.IqRequest;
import io.wigwag.core.stanza.Ping;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes sure that somebody answers. Writing into a dead connection succeeds for minutes, so only what comes back
/// counts: a ping now and then, and whoever leaves one unanswered is left. Owned by the connection's thread.
///
/// While queries are under way and something comes in, pings are put off; and while we ourselves don't read, nobody is
/// blamed for silence.
final class KeepAlive {
    private static final Logger LOG = LoggerFactory.getLogger(KeepAlive.class);
    private static final double SPREAD = 0.1;

    /// How pings go out and what they find is told.
    interface Way {
        void ping(IqRequest<?> ping, Consumer<Node> answered);

        /// Whether queries are under way.
        boolean isBusy();

        void onItsThread(Runnable task);

        void silent();
    }

    private final LineSession.Parts parts;
    private final Pulse pulse;
    private final Way way;
    private Timers.Timer timer = Timers.Timer.NONE;
    private long lastHeard;
    private boolean suspended;
    private boolean stopped;

    KeepAlive(LineSession.Parts parts, Pulse pulse, Way way) {
        this.parts = parts;
        this.pulse = pulse;
        this.way = way;
    }

    void start() {
        lastHeard = now();
        wait(interval(), this::due);
    }

    void stop() {
        stopped = true;
        timer.cancel();
    }

    void heard() {
        lastHeard = now();
        pulse.heard();
    }

    /// We do not read from now on.
    void suspended() {
        suspended = true;
        timer.cancel();
    }

    void resumed() {
        if (suspended && !stopped) {
            suspended = false;
            lastHeard = now();
            wait(interval(), this::due);
        }
    }

    private void due() {
        var silence = Duration.ofMillis(now() - lastHeard);
        var putOff = parts.limits().silence().minus(silence);
        if (way.isBusy() && putOff.isPositive()) {
            wait(putOff, this::due);
            return;
        }
        var ping = new Ping();
        wait(parts.limits().pong(), way::silent);
        way.ping(ping, answer -> {
            if (!suspended && !stopped) {
                pulse.ponged();
                noteTime(ping, answer);
                timer.cancel();
                wait(interval(), this::due);
            }
        });
    }

    /// Any answer is a sign of life, also one that we can't read.
    private void noteTime(Ping ping, Node answer) {
        try {
            ping.answer(answer).ifPresent(pulse::serverTime);
        } catch (MalformedNode | IqRefused odd) {
            LOG.atDebug().addKeyValue("cause", odd.getMessage()).log("an odd answer to a ping");
        }
    }

    private void wait(Duration delay, Runnable task) {
        timer = parts.timers()
                .after(
                        delay,
                        () -> way.onItsThread(() -> {
                            if (!stopped && !suspended) {
                                task.run();
                            }
                        }));
    }

    private Duration interval() {
        var millis = parts.limits().ping().toMillis();
        var spread = (long) (millis * SPREAD);
        return Duration.ofMillis(millis - spread + parts.random().nextLong(2 * spread + 1));
    }

    private long now() {
        return parts.rules().clock().millis();
    }
}
