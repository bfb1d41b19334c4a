package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;

/// Memory, for what is small by nature, as thumbnails are. How much of it is up to the limit of the download.
public final class MemoryTarget implements MediaTarget<Octets> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public OutputStream begin() {
        bytes.reset();
        return bytes;
    }

    @Override
    public Octets release() {
        return Octets.wrap(bytes.toByteArray());
    }

    @Override
    public void close() {
        bytes.reset();
    }
}
