package io.wigwag.gateway.event;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Departure;
import io.wigwag.gateway.http.EventStream;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Within;
import io.wigwag.gateway.http.list.Page;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.identity.Caller;
import io.wigwag.storage.document.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Events as a list to page through, and as a stream that goes on.
public final class EventRoutes {
    private static final int USUAL = 50;
    private static final int PIECE = 200;
    private static final Duration RECONNECT = Duration.ofSeconds(2);

    private static final String EXAMPLE_ID = "evt_06B8QYP2W9G00Q6Z8M1H4T7C3X";
    private static final Event EXAMPLE = new Event(
            EXAMPLE_ID,
            "device.status",
            "dev_01KAJ2Q0M7XN3T5VQZ4R8W6YBC",
            Instant.parse("2026-11-21T12:00:00Z"),
            example());

    private final Events events;
    private final Duration heartbeat;

    /// @param heartbeat how long a stream may be silent
    public EventRoutes(Events events, Duration heartbeat) {
        this.events = events;
        this.heartbeat = heartbeat;
    }

    private static tools.jackson.databind.JsonNode example() {
        var text =
                "{\"state\":\"online\",\"since\":\"2026-11-21T12:00:00.000Z\",\"nextStep\":\"Nothing: the device works.\"}";
        try {
            return Json.parse(Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (Problem impossible) {
            throw new IllegalStateException("an example that is no JSON", impossible);
        }
    }

    /// Where to begin, and with whom.
    record Wish(
            @From(From.Part.QUERY) Optional<String> cursor,

            @From(From.Part.QUERY) @Within(min = 1, max = PIECE)
            Optional<Integer> limit,

            @From(From.Part.QUERY) Optional<String> device) {}

    /// The same for a stream.
    record Listening(
            @From(From.Part.QUERY) Optional<String> cursor,
            @From(From.Part.QUERY) Optional<String> device,

            @From(value = From.Part.HEAD, name = "Last-Event-ID")
            Optional<String> lastEventId) {}

    public List<Route<?, ?>> all() {
        return List.of(
                Route.get("/v1/events")
                        .needing("events:read")
                        .about(
                                "Events",
                                "What happened",
                                "In the order in which it was written, the oldest first. The id of any event is the"
                                        + " cursor of what follows it, also much later; events stay for a week unless"
                                        + " set otherwise.")
                        .taking(new Wish(Optional.of(EXAMPLE_ID), Optional.of(USUAL), Optional.empty()))
                        .answering(200, Page.class, Event.class, Page.of(List.of(EXAMPLE), Optional.of(EXAMPLE_ID)))
                        .failing(ProblemCode.INVALID_CURSOR)
                        .by((wish, request) ->
                                Answer.of(list(wish, Caller.of(request).tenant()))),
                Route.get("/v1/events/stream")
                        .needing("events:read")
                        .about(
                                "Events",
                                "What happens",
                                "Server-sent events: those behind `Last-Event-ID` or `cursor`, or only new ones, and"
                                        + " then each as it comes. An empty comment shows that the stream lives.")
                        .taking(new Listening(Optional.empty(), Optional.empty(), Optional.of(EXAMPLE_ID)))
                        .answeringRaw(List.of(Response.OK), "text/event-stream")
                        .failing(ProblemCode.INVALID_CURSOR)
                        .by((listening, request) -> Answer.of(stream(listening, request))));
    }

    private Page<Event> list(Wish wish, Tenant tenant) throws Problem {
        var limit = wish.limit().orElse(USUAL);
        var place = wish.cursor().isPresent() ? place(wish.cursor().get()) : 0;
        var found = events.after(tenant, wish.device(), place, limit);
        var next = found.size() < limit
                ? Optional.<String>empty()
                : Optional.of(found.getLast().id());
        return Page.of(found, next);
    }

    private Response stream(Listening listening, Request request) throws Problem {
        var tenant = Caller.of(request).tenant();
        var from = listening.lastEventId().or(listening::cursor);
        var place = from.isPresent() ? place(from.get()) : events.end(tenant);
        return stream(tenant, listening.device(), place, request.arrival().departure());
    }

    Response stream(Tenant tenant, Optional<String> device, long place, Departure departure) {
        return EventStream.response(RECONNECT, out -> tell(out, tenant, device, place, departure));
    }

    /// Until nobody listens any more. A listener that is slow is waited for, and nobody else.
    private void tell(EventStream out, Tenant tenant, Optional<String> device, long from, Departure departure)
            throws IOException, InterruptedException {
        var place = from;
        var more = events.more(tenant);
        var silent = System.nanoTime();
        while (!departure.isOver()) {
            if (more.isDone()) {
                more = events.more(tenant);
            }
            var found = events.after(tenant, device, place, PIECE);
            for (var event : found) {
                out.event(Optional.of(event.id()), event.type(), text(event));
                place = EventId.parse(event.id()).orElseThrow().place();
            }
            var left = heartbeat.minusNanos(System.nanoTime() - silent);
            if (!found.isEmpty()) {
                silent = System.nanoTime();
            } else if (left.isPositive()) {
                var _ = departure.await(
                        more,
                        events.patience()
                                .filter(time -> time.compareTo(left) < 0)
                                .orElse(left));
            } else {
                out.heartbeat();
                silent = System.nanoTime();
            }
        }
    }

    private String text(Event event) {
        return new String(events.bytes(event).toArray(), StandardCharsets.UTF_8);
    }

    private static long place(String cursor) throws Problem {
        return EventId.parse(cursor)
                .map(EventId::place)
                .orElseThrow(() ->
                        Problem.of(ProblemCode.INVALID_CURSOR, "A cursor of events is the id of one, as in evt_...."));
    }
}
