package io.wigwag.gateway.observe;

import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Described;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.Route;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Tells whoever watches over the process whether it lives, is ready for requests, and has come up. Devices are no part
/// of it: a restart mends none of them.
///
/// @param alive what only a new process mends
/// @param ready what requests need; asked each time
/// @param started whether the process has come up
/// @param draining whether it is about to stop
public record Probes(List<Check> alive, List<Check> ready, BooleanSupplier started, BooleanSupplier draining) {
    private static final int UNWELL = 503;

    public Probes {
        alive = List.copyOf(alive);
        ready = List.copyOf(ready);
    }

    /// How a probe went.
    @Described("Whether all is well, and what each check found")
    record Health(boolean well, Map<String, String> checks) {}

    public List<Route<?, ?>> routes() {
        var routes = new ArrayList<Route<?, ?>>();
        routes.add(route("/livez", "Whether the process lives", alive));
        routes.add(route("/startupz", "Whether it has come up", List.of(came())));
        for (var path : List.of("/readyz", "/health", "/health/db", "/ready")) {
            routes.add(route(path, "Whether it is ready for requests", readiness()));
        }
        return List.copyOf(routes);
    }

    private Check came() {
        return new Check("started", () -> started.getAsBoolean() ? Optional.empty() : Optional.of("not yet"));
    }

    private List<Check> readiness() {
        var checks = new ArrayList<>(ready);
        checks.addFirst(new Check(
                "accepting", () -> draining.getAsBoolean() ? Optional.of("about to stop") : Optional.empty()));
        checks.addFirst(came());
        return checks;
    }

    private static Route<?, ?> route(String path, String summary, List<Check> checks) {
        return Route.get(path)
                .open()
                .about("Health", summary, "")
                .answering(List.of(Response.OK, UNWELL), Health.class, new Health(true, Map.of("store", "ok")))
                .by((_, _) -> answer(checks));
    }

    private static Answer<Health> answer(List<Check> checks) {
        var found = new LinkedHashMap<String, String>();
        checks.forEach(check -> found.put(check.name(), check.trouble().orElse("ok")));
        var well = found.values().stream().allMatch("ok"::equals);
        return Answer.of(well ? Response.OK : UNWELL, new Health(well, found));
    }
}
