package io.wigwag.gateway.device;

import io.wigwag.core.device.CommandFailed;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// What a device is told to do, as requests see it: done, or a problem with its code.
final class Orders {
    private static final Duration LATER = Duration.ofSeconds(2);

    /// What may come of telling a device something.
    static final ProblemCode[] PROBLEMS = {
        ProblemCode.NOT_FOUND,
        ProblemCode.CONFLICT,
        ProblemCode.DEVICE_OFFLINE,
        ProblemCode.DEVICE_ELSEWHERE,
        ProblemCode.DEVICE_BUSY,
        ProblemCode.WHATSAPP_REFUSED
    };

    private Orders() {}

    /// Waits for it; commands always end in time.
    static <T> T done(CompletableFuture<T> order) throws Problem, InterruptedException {
        try {
            return order.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof CommandFailed why) {
                throw problem(why);
            }
            throw new IllegalStateException("a device's order failed", failed.getCause());
        }
    }

    private static Problem problem(CommandFailed failed) {
        var detail = sentence(String.valueOf(failed.getMessage()));
        return switch (failed.why()) {
            case BUSY, STALLED -> Problem.of(ProblemCode.DEVICE_BUSY, detail).retryAfter(LATER);
            case LATE -> Problem.of(ProblemCode.DEVICE_BUSY, detail + " Whether it will be done is not known.");
            case NOT_NOW -> Problem.of(ProblemCode.CONFLICT, detail);
            case REFUSED -> Problem.of(ProblemCode.WHATSAPP_REFUSED, detail);
            case NO_CONNECTION -> Problem.of(ProblemCode.DEVICE_OFFLINE, detail);
            case STORE ->
                Problem.of(ProblemCode.DEPENDENCY_UNAVAILABLE, "The device's store failed.")
                        .retryAfter(LATER);
            case FAULT -> Problem.of(ProblemCode.INTERNAL, "The device failed; the log says more.");
            case CLOSED -> Problem.of(ProblemCode.STOPPING, "The device was given back.");
        };
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }
}
