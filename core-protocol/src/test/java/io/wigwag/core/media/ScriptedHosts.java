package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.CloseReason;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaUnreachable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Media hosts that say what they are told to, one answer for each request, and remember what they were asked.
final class ScriptedHosts implements MediaHttp {
    private final Deque<Reply> replies = new ArrayDeque<>();
    final List<Request> requests = new ArrayList<>();
    final List<Octets> bodies = new ArrayList<>();

    /// @param cutAfter the body breaks behind so many bytes
    record Reply(int status, Map<String, String> headers, Octets body, Optional<Integer> cutAfter) {}

    ScriptedHosts answer(int status, Octets body, Map<String, String> headers) {
        replies.add(new Reply(status, headers, body, Optional.empty()));
        return this;
    }

    ScriptedHosts answer(int status, Octets body) {
        return answer(status, body, Map.of());
    }

    ScriptedHosts answer(int status, String json) {
        return answer(status, Octets.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    ScriptedHosts answer(int status) {
        return answer(status, Octets.EMPTY);
    }

    ScriptedHosts cut(int status, Octets body, int after, Map<String, String> headers) {
        replies.add(new Reply(status, headers, body, Optional.of(after)));
        return this;
    }

    /// No answer at all.
    ScriptedHosts silence() {
        return cut(0, Octets.EMPTY, 0, Map.of());
    }

    static MediaUnreachable broken() {
        return new MediaUnreachable(new CloseReason(CloseReason.Kind.LOST, "cut"));
    }

    List<String> asked() {
        return requests.stream().map(request -> request.uri().toString()).toList();
    }

    @Override
    public Answer send(Request request) throws IOException {
        requests.add(request);
        if (request.body().isPresent()) {
            try (var stream = request.body().get().open()) {
                bodies.add(Octets.wrap(stream.readAllBytes()));
            }
        }
        var reply = replies.remove();
        if (reply.status() == 0) {
            throw broken();
        }
        return new Answer() {
            @Override
            public int status() {
                return reply.status();
            }

            @Override
            public Optional<String> header(String name) {
                return Optional.ofNullable(reply.headers().get(name));
            }

            @Override
            public InputStream body() {
                return reply.cutAfter().isEmpty()
                        ? reply.body().asStream()
                        : new CutStream(
                                reply.body().slice(0, reply.cutAfter().get()).asStream());
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        };
    }

    /// Breaks where the other one ends.
    private static final class CutStream extends FilterInputStream {
        CutStream(InputStream part) {
            super(part);
        }

        @Override
        public int read(byte[] bytes, int offset, int size) throws IOException {
            var read = super.read(bytes, offset, size);
            if (read < 0) {
                throw broken();
            }
            return read;
        }
    }
}
