package io.wigwag.gateway.http.filter;

import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import java.io.IOException;

/// Tells browsers to do as little as possible with what we send, unless a service says otherwise. CORS is closed: no
/// page of another origin reads anything, because no header ever says that it may.
public final class SafeHeaders implements Filter {
    @Override
    public Response answer(Request request, Service next) throws Problem, IOException, InterruptedException {
        var response = next.answer(request);
        response = unlessSaid(response, "Cache-Control", "no-store");
        response = unlessSaid(response, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        return response.with("X-Content-Type-Options", "nosniff")
                .with("Referrer-Policy", "no-referrer")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static Response unlessSaid(Response response, String header, String value) {
        return response.headers().has(header) ? response : response.with(header, value);
    }
}
