package io.wigwag.gateway.http.netty;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.MalformedTarget;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Target;
import java.util.ArrayList;
import java.util.Set;

/// A head that can be answered: what the decoder let through and still may not be.
record HeadRules(Target target, Headers headers, long declared, boolean expectsContinue, boolean keepsAlive) {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    /// When the body's length is told by its chunks.
    static final long CHUNKED = -1;

    static HeadRules of(HttpRequest request) throws Problem {
        if (request.decoderResult().isFailure()) {
            throw undecodable(request.decoderResult().cause());
        }
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            throw malformed("This server speaks HTTP/1.1.");
        }
        var method = request.method().name();
        if (!METHODS.contains(method)) {
            throw Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "There is no such method here.")
                    .with("Allow", String.join(", ", METHODS.stream().sorted().toList()));
        }
        var headers = headers(request);
        if (headers.all("Host").size() > 1 || (version.equals(HttpVersion.HTTP_1_1) && !headers.has("Host"))) {
            throw malformed("A request has one Host header.");
        }
        if (headers.has("Sec-WebSocket-Key1") || headers.has("Sec-WebSocket-Key2")) {
            // The decoder takes such a request to have a body that no length tells of.
            throw malformed("This server knows nothing of the drafts of WebSocket.");
        }
        return new HeadRules(
                target(request, method),
                headers,
                declared(request, headers),
                expectsContinue(headers, version),
                keepsAlive(headers, version));
    }

    private static Target target(HttpRequest request, String method) throws Problem {
        try {
            var target = Target.parse(request.uri());
            if (target.equals(Target.SERVER) && !method.equals("OPTIONS")) {
                throw malformed("Only OPTIONS asks about the server as a whole.");
            }
            return target;
        } catch (MalformedTarget malformed) {
            throw malformed("Not a target: " + malformed.getMessage() + ".");
        }
    }

    private static Headers headers(HttpRequest request) throws Problem {
        var fields = new ArrayList<Headers.Field>();
        try {
            request.headers().forEach(entry -> fields.add(new Headers.Field(entry.getKey(), entry.getValue())));
        } catch (IllegalArgumentException unfit) {
            throw malformed("A header holds what headers can't hold.");
        }
        return Headers.of(fields);
    }

    /// Either one length or chunks and nothing else: whatever else is said, somebody may understand differently.
    private static long declared(HttpRequest request, Headers headers) throws Problem {
        var codings = headers.all("Transfer-Encoding");
        var lengths = headers.all("Content-Length");
        if (!codings.isEmpty()) {
            var once = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
            if (!once || !lengths.isEmpty() || request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
                throw malformed("A body comes with one Content-Length, or with Transfer-Encoding: chunked.");
            }
            return CHUNKED;
        }
        if (lengths.isEmpty()) {
            return 0;
        }
        if (lengths.size() > 1 || !lengths.getFirst().matches("[0-9]{1,18}")) {
            throw malformed("Content-Length is one number.");
        }
        return Long.parseLong(lengths.getFirst());
    }

    private static boolean expectsContinue(Headers headers, HttpVersion version) throws Problem {
        var expectation = headers.first(HttpHeaderNames.EXPECT.toString());
        if (expectation.isPresent() && !expectation.get().equalsIgnoreCase("100-continue")) {
            throw malformed("Expect may say 100-continue.");
        }
        return expectation.isPresent() && version.equals(HttpVersion.HTTP_1_1);
    }

    private static boolean keepsAlive(Headers headers, HttpVersion version) {
        return version.equals(HttpVersion.HTTP_1_1)
                ? !headers.lists("Connection", "close")
                : headers.lists("Connection", "keep-alive");
    }

    private static Problem undecodable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException _ -> Problem.of(ProblemCode.URI_TOO_LONG, "The request line is too long.");
            case TooLongHttpHeaderException _ -> Problem.of(ProblemCode.HEAD_TOO_LARGE, "The headers are too large.");
            default -> malformed("This is not an HTTP/1.1 request.");
        };
    }

    static Problem malformed(String detail) {
        return Problem.of(ProblemCode.MALFORMED_REQUEST, detail);
    }
}
