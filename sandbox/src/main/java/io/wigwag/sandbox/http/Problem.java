package io.wigwag.sandbox.http;

import io.wigwag.core.octets.Octets;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// A request that can't be met, as a program and a person both can read it.
public final class Problem extends Exception {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final int status;
    private final String code;

    public Problem(int status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "bad_request", detail);
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not_found", detail);
    }

    public static Problem conflict(String code, String detail) {
        return new Problem(409, code, detail);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Reply reply() {
        var body = JSON.createObjectNode()
                .put("type", "about:blank")
                .put("title", code.replace('_', ' '))
                .put("status", status)
                .put("detail", String.valueOf(getMessage()))
                .put("code", code);
        return Reply.of(status, "application/problem+json", Octets.wrap(JSON.writeValueAsBytes(body)));
    }
}
