package io.wigwag.gateway.http.route;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A route that is ready to be called.
public final class Endpoint<I, O> {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final String JSON = "application/json";

    private final Route<I, O> route;
    private final Input<I> input;
    private final Rendering<O> rendering;

    private Endpoint(Route<I, O> route, Input<I> input, Rendering<O> rendering) {
        this.route = route;
        this.input = input;
        this.rendering = rendering;
    }

    /// Makes a response of an answer.
    private interface Rendering<O> {
        Response render(Answer<O> answer);
    }

    static <I, O> Endpoint<I, O> of(Route<I, O> route, Shapes shapes) {
        var operation = route.operation();
        var input = Input.of(route.in(), operation.path(), operation.largestBody(), shapes);
        return new Endpoint<>(route, input, rendering(route.out(), shapes));
    }

    public static <O> Shape<O> shape(Output.Json<O> output, Shapes shapes) {
        return output.of().isPresent() ? shapes.of(output.type(), output.of().get()) : shapes.of(output.type());
    }

    @SuppressWarnings("unchecked")
    private static <O> Rendering<O> rendering(Output<O> output, Shapes shapes) {
        return switch (output) {
            case Output.Json<O> json -> {
                var shape = shape(json, shapes);
                yield answer -> response(answer, json, Json.bytes(shape, answer.body()));
            }
            case Output.Empty empty ->
                answer -> Response.empty(status(answer, empty)).with(answer.headers());
            case Output.Raw raw -> answer -> (Response) answer.body();
        };
    }

    private static <O> Response response(Answer<O> answer, Output<O> output, Octets bytes) {
        var body = Response.of(status(answer, output), JSON, bytes);
        return body.with(answer.headers().with("Content-Type", JSON));
    }

    private static int status(Answer<?> answer, Output<?> output) {
        var status = answer.status().orElse(output.statuses().getFirst());
        if (!output.statuses().contains(status)) {
            throw new IllegalStateException("status " + status + " was not declared");
        }
        return status;
    }

    Operation operation() {
        return route.operation();
    }

    Response answer(Request request, Map<String, String> path) throws Problem, IOException, InterruptedException {
        try {
            return rendering.render(route.handler().answer(input.read(request, path), request));
        } catch (Problem problem) {
            if (!operation().declares(problem.code())) {
                LOG.atError()
                        .addKeyValue("route", operation().name())
                        .addKeyValue("code", problem.code().word())
                        .log("a problem that the route does not declare");
            }
            throw problem;
        }
    }
}
