package io.wigwag.gateway.http.filter;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Stream;

/// Spares clients what they have already: what is read gets a tag of its bytes, and who shows the tag gets 304. Weak
/// tags, because the same content may travel packed or not.
public final class EntityTags implements Filter {
    private static final int ENOUGH = 16;

    @Override
    public Response answer(Request request, Service next) throws Problem, IOException, InterruptedException {
        var response = next.answer(request);
        var reading = request.method().equals("GET") || request.method().equals("HEAD");
        if (!reading || response.status() != Response.OK || !(response.content() instanceof Content.Bytes(var bytes))) {
            return response;
        }
        var tag = response.headers().first("ETag").orElseGet(() -> tag(bytes));
        var tagged = response.with("ETag", tag);
        return shows(request.headers(), tag) ? notModified(tagged) : tagged;
    }

    private static Response notModified(Response response) {
        return new Response(Response.NOT_MODIFIED, response.headers().without("Content-Type"), Content.NONE);
    }

    private static boolean shows(Headers headers, String tag) {
        return headers.all("If-None-Match").stream()
                .flatMap(value -> Stream.of(value.split(",", -1)))
                .map(String::strip)
                .anyMatch(shown -> shown.equals("*") || opaque(shown).equals(opaque(tag)));
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static String tag(Octets bytes) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            bytes.update(digest);
            var hash = Octets.wrap(digest.digest(), 0, ENOUGH).toArray();
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(hash) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
