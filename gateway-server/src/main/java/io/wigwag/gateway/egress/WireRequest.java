package io.wigwag.gateway.egress;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// One HTTP/1.1 request as it is written.
final class WireRequest {
    private WireRequest() {}

    static byte[] of(Errand errand) {
        // As a whole: a path alone may begin with two slashes, and would be read as a host.
        var where = URI.create(errand.where().toASCIIString());
        var path = Optional.ofNullable(where.getRawPath())
                .filter(raw -> !raw.isEmpty())
                .orElse("/");
        var query =
                Optional.ofNullable(where.getRawQuery()).map(raw -> "?" + raw).orElse("");
        var head = new StringBuilder(errand.method() + " " + path + query + " HTTP/1.1\r\n");
        head.append("Host: ").append(where.getRawAuthority()).append("\r\n");
        head.append("User-Agent: wigwag\r\nAccept-Encoding: identity\r\nConnection: close\r\n");
        errand.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        if (!errand.body().isEmpty() || errand.method().equals("POST")) {
            head.append("Content-Length: ").append(errand.body().size()).append("\r\n");
        }
        var start = head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
        var whole = new byte[start.length + errand.body().size()];
        System.arraycopy(start, 0, whole, 0, start.length);
        errand.body().copyTo(whole, start.length);
        return whole;
    }
}
