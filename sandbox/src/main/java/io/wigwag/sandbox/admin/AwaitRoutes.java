package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.server.Connection;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Device;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// Waits for the world to come to a state, and lets queues be seen and emptied (section 20.7).
final class AwaitRoutes {
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    private final Inside inside;

    AwaitRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("POST", "/admin/await", (request, _) -> await(request));
        router.route(
                "GET",
                "/admin/queues/{account}/{device}",
                (_, path) -> Json.ok(inside.world(() -> entries(inside.device(path)))));
        router.route("DELETE", "/admin/queues/{account}/{device}", (_, path) -> {
            inside.change(() -> inside.device(path).queue().clear());
            return Reply.empty(204);
        });
    }

    private Reply await(Request request) throws Exception {
        var body = Json.body(request);
        var until = body.object("until").orElseThrow(() -> body.wrong("until", "an object"));
        var timeout = body.millis("timeoutMs").orElse(USUAL_TIMEOUT);
        body.end();
        var kind = until.only();
        var what = until.object(kind).orElseThrow(() -> until.wrong(kind, "an object"));
        var held = switch (kind) {
            case "online" -> inside.await(online(what), timeout);
            case "queueEmpty" -> inside.await(queueEmpty(what), timeout);
            case "idle" -> idle(what, timeout);
            case "event" -> inside.await(event(what), timeout);
            default -> throw Problem.badRequest("until: " + kind + " (expected: online, queueEmpty, idle or event)");
        };
        if (held) {
            return Json.ok(inside.world(this::present));
        }
        var detail = "not within " + timeout.toMillis() + " ms: " + kind;
        return Json.problem(504, "not_yet", detail, inside.world(this::present));
    }

    private record Whom(String address, OptionalInt device) {}

    private static Whom whom(Fields fields) throws Problem {
        var whom = new Whom(fields.requireText("account"), fields.integer("device"));
        fields.end();
        return whom;
    }

    /// The devices that are meant; none while the account is not there yet.
    private List<Device> devices(Whom whom) {
        return inside.exchange().accounts().called(whom.address()).map(Account::devices).stream()
                .flatMap(Collection::stream)
                .filter(device -> whom.device().isEmpty() || whom.device().getAsInt() == device.number())
                .toList();
    }

    private BooleanSupplier online(Fields fields) throws Problem {
        var whom = whom(fields);
        return () -> devices(whom).stream()
                .anyMatch(device -> inside.exchange()
                        .connectionOf(device)
                        .filter(Connection::isLive)
                        .isPresent());
    }

    private BooleanSupplier queueEmpty(Fields fields) throws Problem {
        var whom = whom(fields);
        return () -> devices(whom).stream().allMatch(device -> device.queue().isEmpty());
    }

    private BooleanSupplier event(Fields fields) throws Problem {
        var type = fields.requireText("type");
        var after = fields.number("after").orElse(0);
        var account = fields.text("account");
        fields.end();
        return () -> {
            var number = account.flatMap(inside.exchange().accounts()::called).map(Account::number);
            return (account.isEmpty() || number.isPresent())
                    && inside.exchange().events().after(after).stream()
                            .anyMatch(event -> event.type().equals(type)
                                    && number.filter(wanted -> !wanted.equals(event.text("account")))
                                            .isEmpty());
        };
    }

    /// Nothing said for a while. In real time: what clients still do is not the sandbox's time to tell.
    private boolean idle(Fields fields, Duration timeout) throws Exception {
        var quiet = fields.millis("quietMs").orElse(Duration.ofMillis(200));
        fields.end();
        var deadline = System.nanoTime() + timeout.toNanos();
        while (System.nanoTime() < deadline) {
            var last = inside.world(inside.trace()::last);
            var left = Duration.ofNanos(Math.min(quiet.toNanos(), deadline - System.nanoTime()));
            if (!inside.await(() -> inside.trace().last() != last, left) && left.equals(quiet)) {
                return true;
            }
        }
        return false;
    }

    private JsonNode present() {
        var json = Json.object();
        var list = json.putArray("devices");
        for (var account : inside.exchange().accounts().all()) {
            for (var device : account.devices()) {
                list.add(Json.object()
                        .put("account", account.number())
                        .put("device", device.number())
                        .put(
                                "state",
                                inside.exchange()
                                        .connectionOf(device)
                                        .map(connection -> Json.name(connection.state()))
                                        .orElse("offline"))
                        .put("queue", device.queue().size()));
            }
        }
        return json.put("lastEvent", inside.exchange().events().last());
    }

    private JsonNode entries(Device device) {
        var json = Json.object();
        var list = json.putArray("entries");
        var now = inside.exchange().clock().instant();
        for (var entry : device.queue().entries()) {
            list.add(Json.object()
                    .put("kind", Json.name(entry.kind()))
                    .put("id", entry.stanza().attributes().text("id").orElse(""))
                    .put("ageMs", Duration.between(entry.queuedAt(), now).toMillis())
                    .put(
                            "leftMs",
                            Duration.between(
                                            now,
                                            entry.queuedAt()
                                                    .plus(inside.exchange()
                                                            .delivery()
                                                            .life(entry.kind())))
                                    .toMillis())
                    .put("timesSent", entry.timesSent())
                    .set("stanza", NodeJson.write(entry.stanza(), false)));
        }
        return json;
    }
}
