package io.wigwag.core.media;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/// A file that is not sealed: its hash is all that proves it.
final class OpenIntake extends MediaIntake {
    private final WantedMedia what;
    private final OutputStream file;
    private final MessageDigest hash = MediaCiphers.sha256();

    OpenIntake(WantedMedia what, long limit, OutputStream file) {
        super(limit, limit);
        this.what = what;
        this.file = file;
    }

    @Override
    void accept(byte[] bytes, int offset, int size) throws IOException {
        hash.update(bytes, offset, size);
        file.write(bytes, offset, size);
    }

    @Override
    public void finish() throws DamagedMedia {
        check(what, hash, taken());
    }
}
