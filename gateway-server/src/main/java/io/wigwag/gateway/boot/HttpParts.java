package io.wigwag.gateway.boot;

import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Service;
import io.wigwag.gateway.http.filter.Admission;
import io.wigwag.gateway.http.filter.Compression;
import io.wigwag.gateway.http.filter.EntityTags;
import io.wigwag.gateway.http.filter.Problems;
import io.wigwag.gateway.http.filter.SafeHeaders;
import io.wigwag.gateway.http.filter.Timing;
import io.wigwag.gateway.http.filter.Tracing;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.list.IdempotencyKey;
import io.wigwag.gateway.http.openapi.DocsPages;
import io.wigwag.gateway.http.openapi.OpenApi;
import io.wigwag.gateway.http.route.Gate;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.http.route.Router;
import io.wigwag.gateway.observe.BuildFacts;
import io.wigwag.gateway.observe.Metrics;
import io.wigwag.storage.document.StoreUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The interface put together: all routes behind all filters, in the order in which a request meets them.
final class HttpParts {
    private HttpParts() {}

    static Service service(
            List<Route<?, ?>> routes, Gate gate, Metrics metrics, RandomGenerator random, int requestsAtOnce) {
        var shapes = IdempotencyKey.in(Shapes.standard());
        var title = new OpenApi.Title("Wigwag", BuildFacts.CURRENT.version(), "A gateway to WhatsApp.");
        var router = new Router(DocsPages.with(routes, title, shapes), shapes, gate);
        return router.behind(
                new Tracing(random),
                router.finding(),
                new Timing(System::nanoTime, (_, route, status, took) -> metrics.answered(route, status, took)),
                new SafeHeaders(),
                new Problems(HttpParts::meaning),
                new Admission(requestsAtOnce),
                new Compression(),
                new EntityTags());
    }

    /// What the failure of a part behind the services means to a client.
    private static Optional<Problem> meaning(RuntimeException failure) {
        return failure instanceof StoreUnavailable
                ? Optional.of(Problem.of(ProblemCode.DEPENDENCY_UNAVAILABLE, "The store does not answer just now.")
                        .retryAfter(Duration.ofSeconds(2)))
                : Optional.empty();
    }
}
