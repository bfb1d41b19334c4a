package io.wigwag.gateway.http.filter;

import io.wigwag.gateway.http.Filter;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.RequestFailed;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.Service;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns everything that can go wrong into problems. What we did not expect is logged with its stack and told without.
///
/// @param known what failures of parts behind the services mean to a client, a store that is away say
public record Problems(Function<RuntimeException, Optional<Problem>> known) implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Override
    public Response answer(Request request, Service next) throws IOException, InterruptedException {
        try {
            return next.answer(request);
        } catch (Problem problem) {
            return render(problem, request);
        } catch (RequestFailed failed) {
            return render(failed.problem(), request);
        } catch (IOException failure) {
            return render(unexpected(failure, request), request);
        } catch (RuntimeException failure) {
            var meaning = known.apply(failure);
            return render(meaning.isPresent() ? meaning.get() : unexpected(failure, request), request);
        }
    }

    private static Problem unexpected(Exception failure, Request request) {
        LOG.atError().setCause(failure).addKeyValue("method", request.method()).log("a request failed");
        return Problem.of(ProblemCode.INTERNAL, "The gateway failed. Its log tells more about this trace.");
    }

    private static Response render(Problem problem, Request request) {
        return ProblemJson.response(problem, Optional.of(request.target().path()), Trace.of(request));
    }
}
