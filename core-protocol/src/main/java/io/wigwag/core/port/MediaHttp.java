package io.wigwag.core.port;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Requests to the hosts that keep files. Bodies stream both ways and are never held whole. Calls block the virtual
/// thread that makes them, each for a bounded time.
@FunctionalInterface
public interface MediaHttp {
    /// Sends a request with its body and waits for the answer's head. A host that refuses may answer before it has the
    /// body.
    ///
    /// @throws MediaUnreachable when the host or the way to it fails; any other [IOException] is the body's own
    Answer send(Request request) throws IOException;

    /// The same hosts by another way.
    default MediaHttp through(ProxyServer proxy) {
        return request -> send(request.through(proxy));
    }

    /// The same requests to other addresses, as a sandbox needs them.
    default MediaHttp redirected(UnaryOperator<URI> address) {
        return request -> send(request.to(address.apply(request.uri())));
    }

    /// What a request is for.
    enum Method {
        GET,
        POST,
        DELETE
    }

    /// A question to a host.
    ///
    /// @param uri of scheme https, or http where a test wants to look inside
    /// @param proxy through which the host is reached
    record Request(
            Method method, URI uri, Map<String, String> headers, Optional<Body> body, Optional<ProxyServer> proxy) {
        public Request {
            headers = Map.copyOf(headers);
        }

        public Request(Method method, URI uri, Map<String, String> headers, Optional<Body> body) {
            this(method, uri, headers, body, Optional.empty());
        }

        Request through(ProxyServer way) {
            return new Request(method, uri, headers, body, Optional.of(way));
        }

        Request to(URI other) {
            return new Request(method, other, headers, body, proxy);
        }

        /// Shows no path: it names a file and may hold a token.
        @Override
        public String toString() {
            return method + " " + uri.getHost();
        }
    }

    /// What is sent.
    interface Body {
        long size();

        /// A stream of exactly that many bytes, which the reader closes.
        InputStream open() throws IOException;
    }

    /// Whoever has it closes it, which ends the connection where the body was not read to its end.
    interface Answer extends AutoCloseable {
        int status();

        /// The first header of this name, in whatever case.
        Optional<String> header(String name);

        /// The body. Reading it fails with [MediaUnreachable].
        InputStream body();

        @Override
        void close();
    }
}
