package io.wigwag.gateway.http.filter;

import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import io.wigwag.gateway.http.route.Router;
import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Tells how long answers took to be made, by route. What is streamed afterwards is not in it.
///
/// @param ticks nanoseconds that only go forward
public record Timing(LongSupplier ticks, Answered observer) implements Filter {
    /// Hears of every answer.
    @FunctionalInterface
    public interface Answered {
        /// An answer was made.
        ///
        /// @param route a declared one, or `none`: never what a client wrote
        void answered(Request request, String route, int status, Duration took);
    }

    @Override
    public Response answer(Request request, Service next) throws Problem, IOException, InterruptedException {
        var begun = ticks.getAsLong();
        var response = next.answer(request);
        var route = request.trait(Router.MATCH).map(Router.Match::name).orElse("none");
        observer.answered(request, route, response.status(), Duration.ofNanos(ticks.getAsLong() - begun));
        return response;
    }
}
