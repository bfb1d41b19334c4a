package io.wigwag.sandbox.admin;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.trace.Traced;
import io.wigwag.sandbox.watch.EventLog.Event;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/// What happened and what was said (section 20.7).
final class WatchRoutes {
    private static final String STREAM = "text/event-stream";
    private static final int SIGN_OF_LIFE_SECONDS = 15;

    private final Inside inside;

    WatchRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("GET", "/admin/events", (request, _) -> events(request));
        router.route("GET", "/admin/trace", (request, _) -> trace(request));
        router.route("GET", "/admin/unknown", (_, _) -> unknown());
    }

    private Reply events(Request request) throws Exception {
        var wanted = wanted(request);
        var after = Inside.number(request, "after", 0);
        if (request.header("accept").filter(accept -> accept.contains(STREAM)).isPresent()) {
            return stream(after, wanted);
        }
        var log = inside.exchange().events();
        inside.await(() -> log.after(after).stream().anyMatch(wanted), Inside.wait(request));
        var limit = Inside.limit(request);
        var found = log.after(after).stream().filter(wanted).limit(limit).toList();
        var json = Json.object();
        var list = json.putArray("events");
        found.forEach(event -> list.add(write(event)));
        return Json.ok(
                json.put("next", found.isEmpty() ? after : found.getLast().number()));
    }

    private Predicate<Event> wanted(Request request) throws Exception {
        var types = request.parameter("types").map(text -> Set.of(text.split(",", -1)));
        var address = request.parameter("account");
        Optional<String> account = address.isEmpty()
                ? Optional.empty()
                : Optional.of(inside.world(() -> inside.account(address.get()).number()));
        return event -> types.filter(named -> named.stream().noneMatch(type -> fits(type, event.type())))
                        .isEmpty()
                && account.filter(number -> !number.equals(event.text("account")))
                        .isEmpty();
    }

    /// A type by its name, or all that begin like `media.`.
    private static boolean fits(String wanted, String type) {
        return wanted.endsWith(".") ? type.startsWith(wanted) : type.equals(wanted);
    }

    static ObjectNode write(Event event) {
        var json = Json.object()
                .put("seq", event.number())
                .put("at", event.at().toString())
                .put("type", event.type());
        new TreeMap<>(event.details()).forEach((name, value) -> {
            switch (value) {
                case Boolean truth -> json.put(name, truth);
                case Integer number -> json.put(name, number);
                case Long number -> json.put(name, number);
                case Number number -> json.put(name, number.doubleValue());
                default -> json.put(name, value.toString());
            }
        });
        return json;
    }

    private Reply stream(long after, Predicate<Event> wanted) {
        var log = inside.exchange().events();
        return new Reply(
                200, Map.of("content-type", STREAM, "cache-control", "no-store"), new Reply.Content.Stream(sink -> {
                    var coming = new LinkedBlockingQueue<Event>();
                    try (var _ = log.listen(coming::add)) {
                        var last = after;
                        for (var event : log.after(after)) {
                            last = event.number();
                            if (wanted.test(event) && !sink.write(line(event))) {
                                return;
                            }
                        }
                        while (sink.isOpen()) {
                            var event = coming.poll(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
                            if (event == null) {
                                sink.write(text(": still here\n\n"));
                            } else if (event.number() > last && wanted.test(event)) {
                                sink.write(line(event));
                            }
                        }
                    }
                }));
    }

    private static Octets line(Event event) {
        return text(
                "id: " + event.number() + "\nevent: " + event.type() + "\ndata: " + Json.write(write(event)) + "\n\n");
    }

    private static Octets text(String text) {
        return Octets.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private Reply trace(Request request) throws Exception {
        var connection = request.parameter("connection").isPresent()
                ? OptionalLong.of(Inside.number(request, "connection", 0))
                : OptionalLong.empty();
        var after = Inside.number(request, "after", 0);
        var tag = request.parameter("tag");
        var inbound = request.parameter("direction");
        if (inbound.filter(text -> !text.equals("in") && !text.equals("out")).isPresent()) {
            throw Problem.badRequest("direction: " + inbound.get() + " (expected: in or out)");
        }
        Predicate<Traced> wanted = traced -> tag.filter(name -> !traced.stanza().is(name))
                        .isEmpty()
                && inbound.filter(text -> text.equals("in") != traced.inbound()).isEmpty();
        inside.await(() -> inside.trace().after(after, connection).stream().anyMatch(wanted), Inside.wait(request));
        var limit = Inside.limit(request);
        var full = request.parameter("full").filter("true"::equals).isPresent();
        List<Traced> found = inside.world(() -> inside.trace().after(after, connection).stream()
                .filter(wanted)
                .limit(limit)
                .toList());
        var json = Json.object();
        var list = json.putArray("stanzas");
        found.forEach(traced -> list.add(write(traced, full)));
        return Json.ok(
                json.put("next", found.isEmpty() ? after : found.getLast().number()));
    }

    private static ObjectNode write(Traced traced, boolean full) {
        var json = Json.object()
                .put("seq", traced.number())
                .put("at", traced.at().toString())
                .put("connection", traced.connection())
                .put("direction", traced.inbound() ? "in" : "out")
                .put("size", traced.size());
        return json.set("stanza", NodeJson.write(traced.stanza(), full));
    }

    private Reply unknown() throws Exception {
        return Json.ok(inside.world(() -> {
            var json = Json.object();
            var list = json.putArray("unknown");
            inside.exchange()
                    .unknown()
                    .forEach((stanza, count) ->
                            list.add(Json.object().put("stanza", stanza).put("count", count)));
            return json;
        }));
    }
}
