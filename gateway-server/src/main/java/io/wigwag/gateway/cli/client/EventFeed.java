package io.wigwag.gateway.cli.client;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What happens at a gateway, as it happens. A connection that ends is made again where it ended, so that a listener
/// hears every event once and in order, through restarts of the gateway too.
public final class EventFeed {
    private static final Duration USUAL_PAUSE = Duration.ofSeconds(3);
    private static final int SERVER_TROUBLE = 500;
    private static final int TOO_MANY = 429;

    private final Gateway gateway;

    EventFeed(Gateway gateway) {
        this.gateway = gateway;
    }

    /// Whoever listens.
    public interface Listener {
        /// Hears one; answers whether more is wanted.
        boolean heard(Event event);

        /// The connection is gone; it is made again after the pause.
        void lost(String why, Duration pause);
    }

    /// What happened.
    ///
    /// @param cursor where the feed goes on behind this event
    public record Event(Optional<String> cursor, String type, JsonNode json) {}

    /// Listens until nobody wants more. A gateway that is not there at the beginning is a failure; later it is waited
    /// for.
    ///
    /// @param device of all devices if empty
    /// @param after the cursor behind which to begin; now, if empty
    public void follow(Optional<String> device, Optional<String> after, Pause pause, Listener listener)
            throws CallFailed, InterruptedException {
        var path = "/v1/events/stream"
                + device.map(id -> "?device=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .orElse("");
        var position = new Position(after);
        var began = false;
        while (true) {
            var why = "the gateway ended the stream";
            try (var reader = new SseReader(gateway.stream(path, position.header()))) {
                began = true;
                if (!told(reader, position, listener)) {
                    return;
                }
            } catch (IOException cutOff) {
                why = "the connection broke";
            } catch (CallFailed.NotReached gone) {
                if (!began) {
                    throw gone;
                }
                why = "the gateway is not there";
            } catch (CallFailed.Refused refused) {
                if (!began || !passes(refused.problem())) {
                    throw refused;
                }
                why = refused.problem().title();
            }
            listener.lost(why, position.pause);
            pause.rest(position.pause);
        }
    }

    /// Hands on what comes; answers whether more is wanted.
    private boolean told(SseReader reader, Position position, Listener listener) throws IOException, CallFailed {
        try {
            for (var told = reader.next(); told.isPresent(); told = reader.next()) {
                position.reached = reader.reached().or(() -> position.reached);
                if (!listener.heard(event(position.reached, told.get()))) {
                    return false;
                }
            }
            return true;
        } finally {
            position.reached = reader.reached().or(() -> position.reached);
            position.pause = reader.retry().orElse(position.pause);
        }
    }

    private Event event(Optional<String> cursor, SseReader.Told told) throws CallFailed {
        try {
            return new Event(cursor, told.name(), Gateway.JSON.readTree(told.data()));
        } catch (JacksonException noJson) {
            throw new CallFailed.NotUnderstood(gateway.url(), "it tells an event that is not JSON");
        }
    }

    private static boolean passes(ToldProblem problem) {
        return problem.status() >= SERVER_TROUBLE || problem.status() == TOO_MANY;
    }

    /// Where one listener is in the feed.
    private static final class Position {
        private Optional<String> reached;
        private Duration pause = USUAL_PAUSE;

        Position(Optional<String> after) {
            this.reached = after;
        }

        Map<String, String> header() {
            return reached.map(id -> Map.of("Last-Event-ID", id)).orElse(Map.of());
        }
    }
}
