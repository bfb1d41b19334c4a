package io.wigwag.core.media;

import java.io.IOException;
import java.io.OutputStream;

/// Where a fetched file goes. It becomes visible by its release and never before.
///
/// @param <T> how the file is handed over
public interface MediaTarget<T> extends AutoCloseable {
    /// Begins with nothing: what an earlier beginning wrote is dropped. The stream is closed by the target.
    OutputStream begin() throws IOException;

    /// Hands over what was written since the beginning.
    T release() throws IOException;

    /// Drops what was not released.
    @Override
    void close() throws IOException;
}
