package io.wigwag.gateway.http;

import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/// What goes back. Its methods give changed copies.
public record Response(int status, Headers headers, Content content) {
    public static final int OK = 200;
    public static final int CREATED = 201;
    public static final int ACCEPTED = 202;
    public static final int NO_CONTENT = 204;
    public static final int NOT_MODIFIED = 304;

    public Response {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("status: " + status + " (expected: 200..599)");
        }
    }

    public static Response of(int status, String type, Octets bytes) {
        return new Response(status, Headers.of("Content-Type", type), new Content.Bytes(bytes));
    }

    public static Response text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", Octets.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    public static Response empty(int status) {
        return new Response(status, Headers.NONE, Content.NONE);
    }

    /// One that is made of nothing that has to be given back.
    public static Response stream(int status, String type, OptionalLong size, Content.Source source) {
        return new Response(status, Headers.of("Content-Type", type), new Content.Stream(size, source, () -> {}));
    }

    public Response with(String header, String value) {
        return new Response(status, headers.with(header, value), content);
    }

    public Response with(Headers other) {
        return new Response(status, other, content);
    }

    public Response with(Content other) {
        return new Response(status, headers, other);
    }
}
