package io.wigwag.gateway.cli.pair;

import java.io.IOException;

/// Where views are shown: drawn over one another, one below the other, or for a program.
interface Display extends AutoCloseable {
    /// Shows how things are; called again and again while nothing changes but the time.
    void show(View view) throws IOException;

    /// Leaves the place as it was found. May be called from another thread, and more than once.
    @Override
    void close();
}
