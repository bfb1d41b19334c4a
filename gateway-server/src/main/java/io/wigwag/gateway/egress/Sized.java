package io.wigwag.gateway.egress;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// So many bytes of a stream, and all of them.
final class Sized extends InputStream {
    private final InputStream in;
    private long left;

    Sized(InputStream in, long size) {
        this.in = in;
        this.left = size;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        var count = in.read(target, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the body ended before its end");
        }
        left -= count;
        return count;
    }
}
