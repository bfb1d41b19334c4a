package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import io.wigwag.gateway.http.Trait;
import io.wigwag.gateway.http.json.Shapes;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds the route of a request, lets it in through the gate and has it answered. A word in a path goes before a free
/// segment. HEAD is answered by the route of GET; OPTIONS tells which methods there are.
public final class Router implements Service {
    /// What [#finding()] found.
    public static final Trait<Match> MATCH = new Trait<>("match", Match.class);

    private final Branch root = new Branch();
    private final Gate gate;

    public Router(Collection<? extends Route<?, ?>> routes, Shapes shapes, Gate gate) {
        this.gate = gate;
        for (var route : routes) {
            enter(Endpoint.of(route, shapes));
        }
    }

    /// Where a request leads: what the path admits, by method.
    public record Match(Map<String, Endpoint<?, ?>> byMethod, String method) {
        public Optional<Endpoint<?, ?>> endpoint() {
            return Optional.ofNullable(byMethod.get(method.equals("HEAD") ? "GET" : method));
        }

        /// The route's name; one for all requests that lead nowhere.
        public String name() {
            return endpoint().map(found -> found.operation().name()).orElse("none");
        }
    }

    /// One step of all paths together. Filled by the constructor only.
    private static final class Branch {
        private final Map<String, Branch> words = new HashMap<>();
        private final Map<String, Endpoint<?, ?>> endpoints = new HashMap<>();
        private Optional<Branch> free = Optional.empty();

        Branch next(PathPattern.Step step) {
            return switch (step) {
                case PathPattern.Step.Word(var text) -> words.computeIfAbsent(text, _ -> new Branch());
                case PathPattern.Step.Free _ -> {
                    var branch = free.orElseGet(Branch::new);
                    free = Optional.of(branch);
                    yield branch;
                }
            };
        }

        /// The branch of a path that ends in routes.
        Optional<Branch> find(List<String> segments, int at) {
            if (at == segments.size()) {
                return endpoints.isEmpty() ? Optional.empty() : Optional.of(this);
            }
            return Optional.ofNullable(words.get(segments.get(at)))
                    .flatMap(next -> next.find(segments, at + 1))
                    .or(() -> segments.get(at).isEmpty()
                            ? Optional.empty()
                            : free.flatMap(next -> next.find(segments, at + 1)));
        }
    }

    private void enter(Endpoint<?, ?> endpoint) {
        var branch = root;
        for (var step : endpoint.operation().path().steps()) {
            branch = branch.next(step);
        }
        var there = branch.endpoints.putIfAbsent(endpoint.operation().method(), endpoint);
        if (there != null) {
            throw new IllegalArgumentException(
                    endpoint.operation().name() + " and " + there.operation().name() + " are one route");
        }
    }

    /// Finds the route before the filters behind this one are asked.
    public Filter finding() {
        return (request, next) -> next.answer(request.with(MATCH, find(request)));
    }

    private Match find(Request request) {
        var segments = request.target().segments();
        var endpoints = root.find(segments, 0)
                .map(branch -> Map.copyOf(branch.endpoints))
                .orElse(Map.of());
        return new Match(endpoints, request.method());
    }

    @Override
    public Response answer(Request request) throws Problem, IOException, InterruptedException {
        var match = request.trait(MATCH).orElseGet(() -> find(request));
        if (match.byMethod().isEmpty()) {
            throw Problem.of(ProblemCode.NOT_FOUND, "Nothing is at this path.");
        }
        var endpoint = match.endpoint();
        if (endpoint.isEmpty()) {
            return otherMethod(request, allowed(match));
        }
        var admitted = gate.admit(request, endpoint.get().operation().access());
        return endpoint.get().answer(admitted, free(endpoint.get(), request));
    }

    private static Response otherMethod(Request request, String allowed) throws Problem {
        if (request.method().equals("OPTIONS")) {
            return Response.empty(Response.NO_CONTENT).with("Allow", allowed);
        }
        throw Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path takes " + allowed + ".")
                .with("Allow", allowed);
    }

    private static String allowed(Match match) {
        var methods = new TreeSet<>(match.byMethod().keySet());
        methods.add("OPTIONS");
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return String.join(", ", methods);
    }

    private static Map<String, String> free(Endpoint<?, ?> endpoint, Request request) {
        var values = new HashMap<String, String>();
        var steps = endpoint.operation().path().steps();
        for (var i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof PathPattern.Step.Free(var name)) {
                values.put(name, request.target().segments().get(i));
            }
        }
        return values;
    }
}
