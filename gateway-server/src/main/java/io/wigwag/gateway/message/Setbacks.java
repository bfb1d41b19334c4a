package io.wigwag.gateway.message;

import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.event.JournalClosed;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is done about messages of one device that do not leave: said in the log, noted where they never will, and
/// answered with when the queue is worth another look.
final class Setbacks {
    private static final Logger LOG = LoggerFactory.getLogger(Setbacks.class);

    /// How often something is tried that fails as nothing should.
    private static final int PATIENCE = 5;

    private final Station station;
    private final Reporter reporter;
    /// How often messages failed as none should.
    private final Map<String, Integer> oddities = new ConcurrentHashMap<>();

    Setbacks(Station station, Reporter reporter) {
        this.station = station;
        this.reporter = reporter;
    }

    /// It stays where it is.
    Look waits(MessageRecord message, Look again, Throwable why) {
        LOG.atInfo()
                .addKeyValue("device", station.id())
                .addKeyValue("message", message.id())
                .addKeyValue("why", why.toString())
                .log("a message waits");
        return again;
    }

    /// It stays where it is until somebody has helped this machine, which may have no space left.
    Look hampered(MessageRecord message, IOException trouble) {
        LOG.atWarn()
                .addKeyValue("device", station.id())
                .addKeyValue("message", message.id())
                .setCause(trouble)
                .log("a message waits, for this machine can't hold its file");
        return Look.LATER;
    }

    /// It failed as nothing should: it stays where it is, but not for ever.
    Look odd(MessageRecord message, Throwable why) {
        if (oddities.merge(message.id(), 1, Integer::sum) >= PATIENCE) {
            return spoiled(message, why);
        }
        return waits(message, Look.LATER, why);
    }

    /// It got on, whatever failed before.
    void gotOn(MessageRecord message) {
        oddities.remove(message.id());
    }

    /// It will never leave, which is nobody's intention: it must not stand before those that can.
    Look spoiled(MessageRecord message, Throwable why) {
        LOG.atError()
                .addKeyValue("device", station.id())
                .addKeyValue("message", message.id())
                .setCause(why)
                .log("a message could not be sent");
        return fails(message, "internal_error", "The gateway could not send this message; its log says why.");
    }

    /// It will never leave.
    Look fails(MessageRecord message, String code, String advice) {
        try {
            reporter.failed(station, message, code, advice);
            oddities.remove(message.id());
            // Others of its chat may have waited for it.
            return Look.AT_ONCE;
        } catch (JournalClosed over) {
            return givenBack();
        } catch (RuntimeException notNoted) {
            return waits(message, Look.LATER, notNoted);
        }
    }

    /// Whoever runs the device next sends what is left.
    Look givenBack() {
        LOG.atInfo().addKeyValue("device", station.id()).log("was given back; what waits to be sent waits on");
        return Look.WHEN_TOLD;
    }

    /// The queue itself can't be worked at.
    void stalled(Throwable why) {
        LOG.atWarn().addKeyValue("device", station.id()).setCause(why).log("the queue waits");
    }
}
