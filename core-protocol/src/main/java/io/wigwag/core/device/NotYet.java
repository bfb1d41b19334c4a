package io.wigwag.core.device;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.Transport;

/// Stands in for a connection in the moment before the transport has handed it over.
enum NotYet implements Transport.Connection {
    CONNECTION;

    @Override
    public void execute(Runnable task) {
        // Who closes a line this early is heard by its beginning, which has to look first.
        task.run();
    }

    @Override
    public void write(Octets bytes) {
        throw new IllegalStateException("nothing is written before the connection is known");
    }

    @Override
    public void reading(boolean wanted) {
        // Nothing has been read yet.
    }

    @Override
    public void close() {
        // The line's beginning closes the real one.
    }
}
