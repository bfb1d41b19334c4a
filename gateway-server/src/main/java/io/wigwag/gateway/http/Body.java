package io.wigwag.gateway.http;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/// The content of a request, read by its service as it comes. What is not read is not waited for.
public interface Body {
    Body EMPTY = of(Octets.EMPTY);

    /// How large the client says it is, if it says.
    OptionalLong declared();

    /// The bytes; a second call goes on where the first one has read to. Reading waits for the client, no longer than
    /// the server's patience, and fails with [RequestFailed] when they can't come.
    InputStream stream();

    /// All of them, when they are no more than `limit`.
    default Octets all(int limit) throws IOException, Problem {
        if (declared().orElse(0) > limit) {
            throw tooLarge(limit);
        }
        var bytes = stream().readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw tooLarge(limit);
        }
        return Octets.wrap(bytes);
    }

    private static Problem tooLarge(int limit) {
        return Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The body may have " + limit + " bytes.");
    }

    static Body of(Octets bytes) {
        return new Body() {
            private final InputStream stream = bytes.asStream();

            @Override
            public OptionalLong declared() {
                return OptionalLong.of(bytes.size());
            }

            @Override
            public InputStream stream() {
                return stream;
            }
        };
    }
}
