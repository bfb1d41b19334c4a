package io.wigwag.sandbox.netty;

import io.wigwag.sandbox.fault.Faults;
import io.wigwag.sandbox.fault.HttpFaults;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.identity.NoiseIdentity;
import io.wigwag.sandbox.server.Exchange;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What lies behind the port.
///
/// @param http runs requests, each on a thread that may wait
/// @param cutShort takes requests whose connection broke before their end
public record Doors(
        Exchange exchange,
        NoiseIdentity noise,
        SecureRandom random,
        Router router,
        Executor http,
        long largestBody,
        Unfinished cutShort,
        Faults faults) {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    /// Takes a request of which only a part came.
    public interface Unfinished {
        void take(Request request) throws IOException;
    }

    /// The answer to a request, or what the rules about faults make of it.
    Reply answer(Request request) throws InterruptedException {
        return new HttpFaults(faults, exchange.loop()).answer(request, this::proper);
    }

    private Reply proper(Request request) {
        try {
            return router.answer(request);
        } catch (Problem problem) {
            return problem.reply();
        } catch (Exception failure) {
            LOG.error("{} {} failed", request.method(), request.path(), failure);
            return new Problem(500, "internal", "the sandbox failed: " + failure).reply();
        }
    }
}
