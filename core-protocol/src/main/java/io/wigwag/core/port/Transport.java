package io.wigwag.core.port;

import io.wigwag.core.octets.Octets;

/// Opens byte streams to the server. One for all devices of a process.
public interface Transport extends AutoCloseable {

    /// Opens a connection; never blocks. `events` run on the connection's own thread, one at a time, and end with
    /// [ConnectionEvents#closed].
    Connection open(Endpoint endpoint, ConnectionEvents events);

    /// Closes every connection and gives the threads back.
    @Override
    void close();

    /// A stream of bytes both ways. All methods may be called by any thread and return at once.
    interface Connection {
        /// Runs a task on the thread of this connection's events.
        void execute(Runnable task);

        /// Sends bytes, in the order of the calls; nothing happens once the connection has ended. A writer that goes
        /// on while [ConnectionEvents#writable] said no fills memory.
        void write(Octets bytes);

        /// Whether more bytes are wanted. Without, the server is slowed down and no time limit for silence runs.
        void reading(boolean wanted);

        /// Says goodbye and ends the connection; a second call does nothing.
        void close();
    }

    /// What happens to one connection.
    interface ConnectionEvents {
        /// Bytes may be written from now on.
        void opened();

        /// The next bytes of the stream, cut anywhere.
        void received(Octets bytes);

        /// Whether what was written drains; told at each change.
        void writable(boolean drains);

        /// The last event, and the only one where opening failed.
        void closed(CloseReason reason);
    }
}
