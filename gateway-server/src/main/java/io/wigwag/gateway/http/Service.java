package io.wigwag.gateway.http;

import java.io.IOException;

/// Answers requests, each on a thread that may wait.
@FunctionalInterface
public interface Service {
    Response answer(Request request) throws Problem, IOException, InterruptedException;

    /// This service, reached through filters; the first one is outermost.
    default Service behind(Filter... filters) {
        var service = this;
        for (var i = filters.length - 1; i >= 0; i--) {
            service = filters[i].around(service);
        }
        return service;
    }
}
