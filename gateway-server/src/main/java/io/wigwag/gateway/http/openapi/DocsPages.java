package io.wigwag.gateway.http.openapi;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The interface for people: its description as a document, a page that shows it, and a page about problems. Nothing
/// comes from elsewhere, no script is inline.
public final class DocsPages {
    private static final String TAG = "Documentation";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
            + " require-trusted-types-for 'script'";

    private DocsPages() {}

    /// A problem's word.
    record Which(@From(From.Part.PATH) String code) {}

    /// The given routes and those that describe them all.
    public static List<Route<?, ?>> with(List<? extends Route<?, ?>> routes, OpenApi.Title title, Shapes shapes) {
        var all = new ArrayList<Route<?, ?>>(routes);
        all.add(fixed("/docs", "The interface, for people", "text/html; charset=utf-8", resource("docs.html")));
        all.add(fixed(
                "/docs/docs.js", "The script of that page", "text/javascript; charset=utf-8", resource("docs.js")));
        all.add(fixed("/docs/docs.css", "The look of that page", "text/css; charset=utf-8", resource("docs.css")));
        all.add(fixed("/docs/problems", "Every problem there is", "text/plain; charset=utf-8", ProblemPages.all()));
        all.add(problem());
        // Described like the others, so it is there before its own content is.
        var described = new ArrayList<Route<?, ?>>(all);
        described.add(document(Octets.EMPTY));
        all.add(document(Json.bytes(OpenApi.document(title, described, shapes))));
        return List.copyOf(all);
    }

    private static Route<?, ?> document(Octets bytes) {
        return fixed("/openapi.json", "This description, as OpenAPI 3.1", "application/json", bytes);
    }

    private static Route<?, ?> problem() {
        return Route.get("/docs/problems/{code}")
                .open()
                .about(TAG, "What a problem means", "Where the `type` of a problem leads.")
                .taking(new Which(ProblemCode.NOT_FOUND.word()))
                .answeringRaw(List.of(Response.OK), "text/plain")
                .failing(ProblemCode.NOT_FOUND)
                .by((which, _) -> {
                    var code = ProblemCode.of(which.code())
                            .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "There is no such problem."));
                    return Answer.of(page("text/plain; charset=utf-8", ProblemPages.one(code)));
                });
    }

    private static Route<?, ?> fixed(String path, String summary, String type, Octets bytes) {
        return Route.get(path)
                .open()
                .about(TAG, summary, "")
                .answeringRaw(List.of(Response.OK), type.split(";", 2)[0])
                .by((_, _) -> Answer.of(page(type, bytes)));
    }

    private static Response page(String type, Octets bytes) {
        return Response.of(Response.OK, type, bytes)
                .with("Content-Security-Policy", POLICY)
                .with("Cache-Control", "no-cache");
    }

    private static Octets resource(String name) {
        try (var in = Objects.requireNonNull(DocsPages.class.getResourceAsStream(name), name)) {
            return Octets.wrap(in.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(name + " in the jar", unreadable);
        }
    }
}
