package io.wigwag.gateway.http.filter;

import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Takes on so many requests at a time and sends the others away at once: a queue would only make everybody late.
/// Streams count until their first byte.
public final class Admission implements Filter {
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Semaphore places;

    public Admission(int most) {
        this.places = new Semaphore(most);
    }

    @Override
    public Response answer(Request request, Service next) throws Problem, IOException, InterruptedException {
        if (!places.tryAcquire()) {
            throw Problem.of(ProblemCode.OVERLOADED, "Too many requests are being answered just now.")
                    .retryAfter(A_MOMENT);
        }
        try {
            return next.answer(request);
        } finally {
            places.release();
        }
    }
}
