package io.wigwag.gateway.http.filter;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/// Packs answers that get much smaller by it: texts of a kilobyte and more, for clients that unpack them.
public final class Compression implements Filter {
    static final int SMALLEST = 1024;

    private static final Pattern TEXT =
            Pattern.compile("(application/([a-z.-]+\\+)?json|text/(?!event-stream)[a-z]+|image/svg\\+xml)(;.*)?");
    private static final Pattern REFUSED = Pattern.compile(".*;\\s*q=0(\\.0*)?\\s*");

    @Override
    public Response answer(Request request, Service next) throws Problem, IOException, InterruptedException {
        var response = next.answer(request);
        var type = response.headers().first("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!(response.content() instanceof Content.Bytes(var bytes))
                || bytes.size() < SMALLEST
                || response.headers().has("Content-Encoding")
                || !TEXT.matcher(type).matches()) {
            return response;
        }
        // Also an answer that is not packed would have been another one for another client.
        var varied = response.with(response.headers().adding("Vary", "Accept-Encoding"));
        return unpacks(request.headers()) ? packed(varied, bytes) : varied;
    }

    private static Response packed(Response response, Octets bytes) throws IOException {
        var packed = new ByteArrayOutputStream(bytes.size() / 2);
        try (var gzip = new GZIPOutputStream(packed)) {
            bytes.asStream().transferTo(gzip);
        }
        return response.with("Content-Encoding", "gzip").with(new Content.Bytes(Octets.wrap(packed.toByteArray())));
    }

    private static boolean unpacks(Headers headers) {
        return headers.all("Accept-Encoding").stream()
                .flatMap(value -> Stream.of(value.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(String::strip)
                .anyMatch(coding -> (coding.equals("gzip") || coding.startsWith("gzip;") || coding.startsWith("gzip "))
                        && !REFUSED.matcher(coding).matches());
    }
}
