package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.identity.NoiseIdentity;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The whole world at once (section 23).
final class StateRoutes {
    private static final Set<String> KEEPABLE = Set.of("noise", "tls", "settings");

    private final Inside inside;
    private final StateDump dump;

    StateRoutes(Inside inside) {
        this.inside = inside;
        this.dump = new StateDump(inside);
    }

    void enter(Router router) {
        router.route("GET", "/admin/state", (request, _) -> state(request));
        new SnapshotRoutes(inside).enter(router);
        router.route("POST", "/admin/reset", (request, _) -> reset(request));
    }

    private Reply state(Request request) throws Exception {
        var secrets = request.parameter("secrets").filter("true"::equals).isPresent();
        var include = new TreeSet<>(request.parameter("include")
                .map(text -> List.of(text.split(",", -1)))
                .orElseGet(() -> List.copyOf(dump.usual())));
        for (var name : include) {
            if (!dump.names().contains(name)) {
                throw Problem.badRequest("include: " + name + " (expected: " + dump.names() + ")");
            }
        }
        return Json.ok(inside.world(() -> dump.write(include, secrets)));
    }

    private Reply reset(Request request) throws Exception {
        var fields = Json.body(request);
        var keep = fields.has("keep") ? Set.copyOf(fields.texts("keep")) : KEEPABLE;
        fields.end();
        if (!KEEPABLE.containsAll(keep)) {
            throw fields.wrong("keep", "some of " + new TreeSet<>(KEEPABLE));
        }
        if (!keep.contains("tls") || !keep.contains("settings")) {
            throw Problem.conflict("kept", "keep: " + keep + " (expected: tls and settings among it)");
        }
        inside.change(() -> {
            inside.exchange().reset();
            inside.faults().clear();
            inside.trace().clear();
            inside.blobs().clear();
            if (!keep.contains("noise")) {
                inside.noise().rotate(NoiseIdentity.Part.ROOT);
                inside.noise().rotate(NoiseIdentity.Part.LEAF);
            }
        });
        return Reply.empty(204);
    }
}
