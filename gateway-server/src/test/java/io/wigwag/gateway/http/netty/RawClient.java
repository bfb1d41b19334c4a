package io.wigwag.gateway.http.netty;

import io.wigwag.core.octets.Octets;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// A client that sends what it is told, right or wrong, and reads what comes, by rules of its own.
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(InetSocketAddress server) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /// One response as it was on the wire.
    record Reply(int status, Map<String, String> headers, Octets bytes) {
        String text() {
            return new String(bytes.toArray(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    RawClient sayNoMore() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    Reply reply() throws IOException {
        return reply(true);
    }

    /// @param hasBody false for the answer to HEAD
    Reply reply(boolean hasBody) throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var headers = new TreeMap<String, String>();
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.merge(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip(),
                    (first, second) -> first + ", " + second);
        }
        var bodiless = !hasBody || status < 200 || status == 204 || status == 304;
        return new Reply(status, headers, bodiless ? Octets.EMPTY : Octets.wrap(body(headers)));
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "")));
        }
        var body = new ByteArrayOutputStream();
        for (var piece = chunk(); piece.length > 0; piece = chunk()) {
            body.write(piece);
        }
        return body.toByteArray();
    }

    byte[] chunk() throws IOException {
        var size = Integer.parseInt(line(), 16);
        var piece = in.readNBytes(size);
        if (!line().isEmpty()) {
            throw new IOException("a chunk without an end");
        }
        return piece;
    }

    String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("after: " + line.toString(StandardCharsets.UTF_8));
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// Waits for the server to end the connection.
    boolean isEnded() throws IOException {
        return in.read() < 0;
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    void hangUp() throws IOException {
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
