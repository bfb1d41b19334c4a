package io.wigwag.gateway.egress;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A body of which no more is taken than allowed; its end is the connection's.
final class Bounded extends FilterInputStream {
    private final Closeable connection;
    private long left;

    /// More than allowed.
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        TooLarge() {
            super("the answer is too large");
        }
    }

    Bounded(InputStream in, long most, Closeable connection) {
        super(in);
        this.left = most;
        this.connection = connection;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var count = super.read(target, offset, length);
        left -= Math.max(count, 0);
        if (left < 0) {
            throw new TooLarge();
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
