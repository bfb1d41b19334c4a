package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;

/// Lets requests in to routes, or refuses them.
@FunctionalInterface
public interface Gate {
    /// The request with what is known of its caller.
    Request admit(Request request, Access access) throws Problem;
}
