package io.wigwag.gateway.egress;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Reads one HTTP/1.1 response from a socket, with an end to everything.
final class WireReader {
    private static final int LONGEST_LINE = 16 * 1024;
    private static final int MOST_LINES = 200;

    private final Socket socket;
    private final Deadline deadline;
    private final EgressLimits limits;
    private final InputStream in;

    WireReader(Socket socket, Deadline deadline, EgressLimits limits) throws IOException {
        this.socket = socket;
        this.deadline = deadline;
        this.limits = limits;
        this.in = new BufferedInputStream(new Timed(socket.getInputStream()));
    }

    /// Status and headers, by their names in lower case.
    record Head(int status, Map<String, String> headers) {}

    /// No read waits longer than the other side may be silent, nor past the end of the errand.
    private final class Timed extends FilterInputStream {
        private Timed(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            socket.setSoTimeout(deadline.millis(limits.silence()));
            return super.read(target, offset, length);
        }
    }

    /// The final head; those that only say that it will come are passed over.
    Head head() throws IOException {
        for (var round = 0; round < MOST_LINES; round++) {
            var status = status(line());
            var headers = headers();
            if (status >= 200) {
                return new Head(status, headers);
            }
        }
        throw new ProtocolException("no end of preliminary answers");
    }

    private static int status(String line) throws ProtocolException {
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new ProtocolException("not an HTTP response");
        }
        return Integer.parseInt(line.substring(9, 12));
    }

    Map<String, String> headers() throws IOException {
        var headers = new LinkedHashMap<String, String>();
        for (var count = 0; count < MOST_LINES; count++) {
            var line = line();
            if (line.isEmpty()) {
                return headers;
            }
            var colon = line.indexOf(':');
            if (colon < 1) {
                throw new ProtocolException("a header without a name");
            }
            var name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).strip();
            if (name.equals("content-length") && headers.containsKey(name)) {
                throw new ProtocolException("two lengths");
            }
            headers.merge(name, value, (first, second) -> first + ", " + second);
        }
        throw new ProtocolException("too many headers");
    }

    /// The body that a head announces; its end is that of the connection.
    InputStream body(Head head, String method, Closeable connection) throws IOException {
        var headers = head.headers();
        InputStream body;
        if (method.equals("HEAD") || head.status() == 204 || head.status() == 304) {
            body = InputStream.nullInputStream();
        } else if (headers.containsKey("transfer-encoding")) {
            if (!headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
                throw new ProtocolException("a coding that was not asked for");
            }
            body = new Chunks(this, in);
        } else if (headers.containsKey("content-length")) {
            body = new Sized(in, length(headers.getOrDefault("content-length", "")));
        } else {
            body = in;
        }
        return new Bounded(body, limits.bytes(), connection);
    }

    private long length(String written) throws IOException {
        if (!written.matches("[0-9]{1,18}")) {
            throw new ProtocolException("a length that is none");
        }
        var length = Long.parseLong(written);
        if (length > limits.bytes()) {
            throw new Bounded.TooLarge();
        }
        return length;
    }

    String line() throws IOException {
        var line = new StringBuilder();
        for (var next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the other side hung up");
            }
            if (line.length() == LONGEST_LINE) {
                throw new ProtocolException("too long a line");
            }
            line.append((char) next);
        }
        var text = line.toString();
        var bare = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(bare) || bare.indexOf('\0') >= 0) {
            throw new ProtocolException("a line that is no text");
        }
        return bare;
    }
}
