package io.wigwag.sandbox.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Finds who answers a request. Filled before the first one comes.
public final class Router {
    /// Answers a request; `path` holds what stood for the names in braces, decoded.
    public interface Handler {
        Reply handle(Request request, Map<String, String> path) throws Exception;
    }

    /// Looks at requests before they are answered.
    public interface Guard {
        void check(Request request) throws Problem;
    }

    /// Looks at what was answered, before it leaves.
    public interface Inspector {
        /// Throws where the answer can't be.
        ///
        /// @param route that answered, as `METHOD /pattern`
        void inspect(String route, Request request, Reply reply) throws IOException;
    }

    private record Guarded(String prefix, Guard guard) {}

    private record Route(String method, List<String> pattern, Handler handler) {
        private static final String REST = "**";

        Optional<Map<String, String>> match(List<String> segments) {
            var found = new HashMap<String, String>();
            for (var i = 0; i < pattern.size(); i++) {
                var part = pattern.get(i);
                if (part.equals(REST)) {
                    return Optional.of(found);
                }
                if (i >= segments.size()) {
                    return Optional.empty();
                }
                if (part.startsWith("{")) {
                    found.put(part.substring(1, part.length() - 1), decoded(segments.get(i)));
                } else if (!part.equals(segments.get(i))) {
                    return Optional.empty();
                }
            }
            return pattern.size() == segments.size() ? Optional.of(found) : Optional.empty();
        }

        @Override
        public String toString() {
            return method + " " + String.join("/", pattern);
        }

        private static String decoded(String segment) {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }

    private final List<Route> routes = new ArrayList<>();
    private final List<Guarded> guards = new ArrayList<>();
    private Inspector inspector = (_, _, _) -> {};

    /// Has all requests looked at whose path begins so.
    public void guard(String prefix, Guard guard) {
        guards.add(new Guarded(prefix, guard));
    }

    public void inspector(Inspector next) {
        inspector = next;
    }

    /// Enters a route: a path with names in braces for single segments, `**` at its end for any rest.
    public Router route(String method, String pattern, Handler handler) {
        routes.add(new Route(method, segments(pattern), handler));
        return this;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /// All routes as `METHOD /pattern`, for the description of the interface.
    public List<String> patterns() {
        return routes.stream().map(Route::toString).sorted().toList();
    }

    public Reply answer(Request request) throws Exception {
        for (var guarded : guards) {
            if (request.path().startsWith(guarded.prefix)) {
                guarded.guard.check(request);
            }
        }
        var segments = segments(request.path());
        var otherMethods = new TreeSet<String>();
        for (var route : routes) {
            var path = route.match(segments);
            if (path.isEmpty()) {
                continue;
            }
            if (route.method.equals(request.method())) {
                var reply = route.handler.handle(request, path.get());
                inspector.inspect(route.toString(), request, reply);
                return reply;
            }
            otherMethods.add(route.method);
        }
        if (!otherMethods.isEmpty()) {
            throw new Problem(405, "method_not_allowed", "this path takes " + String.join(", ", otherMethods));
        }
        throw new Problem(404, "not_found", "nothing is at " + request.path());
    }
}
