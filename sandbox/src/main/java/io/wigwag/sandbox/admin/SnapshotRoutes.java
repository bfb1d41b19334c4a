package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.state.Snapshots;
import java.time.DateTimeException;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Worlds to go back to (section 23).
final class SnapshotRoutes {
    private static final String ONE = "/admin/snapshots/{name}";

    private final Inside inside;
    private final Snapshots snapshots;

    SnapshotRoutes(Inside inside) {
        this.inside = inside;
        this.snapshots = inside.snapshots();
    }

    void enter(Router router) {
        router.route("POST", "/admin/snapshots", (request, _) -> take(request));
        router.route("GET", "/admin/snapshots", (_, _) -> list());
        router.route("GET", ONE, (_, path) -> Json.ok(inside.world(() -> find(path))));
        router.route("PUT", ONE, this::put);
        router.route("DELETE", ONE, (_, path) -> delete(path));
        router.route("POST", ONE + "/restore", (_, path) -> restore(path));
    }

    private Reply take(Request request) throws Exception {
        var fields = Json.body(request);
        var name = named(fields.requireText("name"));
        fields.end();
        keep(name, inside.world(snapshots::world));
        return Json.reply(201, Json.object().put("name", name));
    }

    private void keep(String name, ObjectNode world) throws Exception {
        snapshots.write(name, world);
        inside.change(() -> snapshots.put(name, world));
    }

    private static String named(String name) throws Problem {
        if (!Snapshots.isName(name)) {
            throw Problem.badRequest("name: " + name + " (expected: at most 64 letters, digits, - and _)");
        }
        return name;
    }

    private Reply list() throws Exception {
        var json = Json.object();
        var names = json.putArray("snapshots");
        inside.world(snapshots::names).forEach(names::add);
        return Json.ok(json);
    }

    private ObjectNode find(Map<String, String> path) throws Problem {
        var name = path.getOrDefault("name", "");
        return snapshots.find(name).orElseThrow(() -> Problem.notFound("snapshot: " + name + " is none"));
    }

    private Reply put(Request request, Map<String, String> path) throws Exception {
        var name = named(path.getOrDefault("name", ""));
        if (!(Json.parse(request.body().text()) instanceof ObjectNode world)) {
            throw Problem.badRequest("body: not a snapshot (expected: what GET gives)");
        }
        keep(name, world);
        return Reply.empty(204);
    }

    private Reply delete(Map<String, String> path) throws Exception {
        var name = path.getOrDefault("name", "");
        inside.change(() -> {
            var _ = find(path);
            snapshots.remove(name);
        });
        snapshots.erase(name);
        return Reply.empty(204);
    }

    /// All connections end, and the world is the one that it was; or empty, where the snapshot can't be read.
    private Reply restore(Map<String, String> path) throws Exception {
        inside.change(() -> {
            var world = find(path);
            var exchange = inside.exchange();
            exchange.reset();
            try {
                snapshots.restore(world);
            } catch (IllegalArgumentException | IllegalStateException | DateTimeException damaged) {
                exchange.reset();
                throw Problem.badRequest("snapshot: " + damaged.getMessage());
            }
            exchange.startIdsAt(exchange.clock().instant().toEpochMilli());
            exchange.forEach(Feature::restored);
            exchange.events().add("world.restored", "snapshot", path.getOrDefault("name", ""));
        });
        return Reply.empty(204);
    }
}
