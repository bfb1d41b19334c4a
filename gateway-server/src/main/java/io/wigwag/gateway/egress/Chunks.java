package io.wigwag.gateway.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.Optional;

/// The bytes of a body that comes in chunks.
final class Chunks extends InputStream {
    private final WireReader lines;
    private final InputStream in;
    private Optional<Sized> chunk = Optional.empty();
    private boolean ended;

    Chunks(WireReader lines, InputStream in) {
        this.lines = lines;
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!ended) {
            if (chunk.isEmpty()) {
                begin();
                continue;
            }
            var count = chunk.get().read(target, offset, length);
            if (count >= 0) {
                return count;
            }
            if (!lines.line().isEmpty()) {
                throw new ProtocolException("a chunk that goes on after its end");
            }
            chunk = Optional.empty();
        }
        return -1;
    }

    private void begin() throws IOException {
        var size = lines.line().split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,8}")) {
            throw new ProtocolException("a chunk without a size");
        }
        var bytes = Long.parseLong(size, 16);
        if (bytes > 0) {
            chunk = Optional.of(new Sized(in, bytes));
            return;
        }
        ended = true;
        lines.headers(); // Trailers say nothing that we asked about.
    }
}
