package io.wigwag.gateway.http.filter;

import io.wigwag.gateway.http.Finding;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Json;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A problem in the words of RFC 9457. `type` is an address in our own documentation, so it works without a network.
public final class ProblemJson {
    public static final String MEDIA_TYPE = "application/problem+json";

    /// Where `type` leads.
    public static final String TYPES = "/docs/problems/";

    private ProblemJson() {}

    public static Response response(Problem problem, Optional<String> instance, Optional<Trace> trace) {
        var code = problem.code();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("type", TYPES + code.word())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", problem.detail());
        instance.ifPresent(path -> json.put("instance", path));
        json.put("code", code.word()).put("retryable", code.retryable());
        trace.ifPresent(known -> json.put("traceId", known.traceId()));
        if (!problem.findings().isEmpty()) {
            var errors = json.putArray("errors");
            problem.findings().forEach(finding -> errors.add(error(finding)));
        }
        var headers = problem.headers().with("Content-Type", MEDIA_TYPE).with("Cache-Control", "no-store");
        if (problem.retryAfter().isPresent()) {
            var seconds = Math.max(1, problem.retryAfter().get().plusMillis(999).toSeconds());
            json.put("retryAfter", seconds);
            headers = headers.with("Retry-After", String.valueOf(seconds));
        }
        return Response.of(code.status(), MEDIA_TYPE, Json.bytes(json)).with(headers);
    }

    private static ObjectNode error(Finding finding) {
        var error = JsonNodeFactory.instance.objectNode();
        switch (finding.place()) {
            case Finding.Place.InBody(var pointer) -> error.put("pointer", pointer);
            case Finding.Place.InTarget(var parameter) -> error.put("parameter", parameter);
            case Finding.Place.InHead(var header) -> error.put("header", header);
        }
        return error.put("code", finding.code()).put("detail", finding.detail());
    }
}
