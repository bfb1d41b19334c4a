package io.wigwag.gateway.http.route;

import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;
import java.io.IOException;

/// Does what a route is for: validated input in, an answer or a problem out.
@FunctionalInterface
public interface Handler<I, O> {
    Answer<O> answer(I input, Request request) throws Problem, IOException, InterruptedException;
}
