package io.wigwag.sandbox.fault;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Lets go wrong what is to go wrong with requests, on the threads that answer them.
public final class HttpFaults {
    /// Answers a request as it should be.
    public interface Answering {
        Reply answer(Request request);
    }

    private final Faults faults;
    private final WorldLoop loop;

    public HttpFaults(Faults faults, WorldLoop loop) {
        this.faults = faults;
        this.loop = loop;
    }

    /// The answer as the rules have it.
    public Reply answer(Request request, Answering proper) throws InterruptedException {
        // Whoever made the rules must be able to end them.
        var actions = request.path().startsWith("/admin/faults") ? List.<Action>of() : faults.fire(request);
        @Nullable Reply reply = null;
        for (var action : actions) {
            switch (action) {
                case Action.Delay(var by, var jitter, var _) ->
                    await(by.plusMillis(faults.random((int) jitter.toMillis() + 1)));
                case Action.Http http -> reply = reply(http, reply == null ? proper.answer(request) : reply);
                case Action.Close() -> reply = Reply.none(false);
                case Action.Reset() -> reply = Reply.none(true);
                default -> throw new IllegalStateException(action + " can't hit a request");
            }
        }
        return reply == null ? proper.answer(request) : reply;
    }

    /// By the sandbox's clock, which may stand still until somebody moves it.
    private void await(Duration time) throws InterruptedException {
        var over = new CountDownLatch(1);
        loop.execute(() -> loop.schedule(time, over::countDown));
        over.await();
    }

    private static Reply reply(Action.Http action, Reply proper) {
        var reply = proper;
        if (action.status().isPresent() || action.body().isPresent()) {
            reply = Reply.of(
                    action.status().orElse(proper.status()),
                    "text/plain; charset=utf-8",
                    action.body().orElse(Octets.EMPTY));
        }
        for (var header : action.headers().entrySet()) {
            reply = reply.with(header.getKey(), header.getValue());
        }
        return action.afterBytes().isPresent() ? reply.cutAt(action.afterBytes().getAsLong()) : reply;
    }
}
