package io.wigwag.gateway.message;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What a stranger's server answers with. Where reading it fails, that is told apart from what fails here.
final class RemoteBody extends FilterInputStream {
    RemoteBody(InputStream body) {
        super(body);
    }

    /// The other side did not give all of it.
    static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1;

        BrokenOff(IOException cause) {
            super("the file broke off while it was fetched", cause);
        }
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException broken) {
            throw new BrokenOff(broken);
        }
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
        try {
            return super.read(into, from, most);
        } catch (IOException broken) {
            throw new BrokenOff(broken);
        }
    }
}
