package io.wigwag.gateway.http.filter;

import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import java.io.IOException;
import java.util.random.RandomGenerator;
import org.slf4j.MDC;

/// Gives every request its [Trace], tells the client the request's id, and has both in every line that is logged
/// meanwhile.
///
/// @param random shared by all requests' threads
public record Tracing(RandomGenerator random) implements Filter {
    @Override
    public Response answer(Request request, Service next) throws Problem, IOException, InterruptedException {
        var trace = Trace.of(request.headers(), random);
        try (var _ = MDC.putCloseable("trace", trace.traceId());
                var _ = MDC.putCloseable("request", trace.requestId())) {
            return next.answer(request.with(Trace.TRAIT, trace)).with("X-Request-Id", trace.requestId());
        }
    }
}
