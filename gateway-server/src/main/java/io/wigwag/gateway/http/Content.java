package io.wigwag.gateway.http;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.util.OptionalLong;

/// The bytes of a response, from wherever they come.
public sealed interface Content {
    Content NONE = new Bytes(Octets.EMPTY);

    record Bytes(Octets value) implements Content {}

    /// Written piece by piece, no faster than the client takes it.
    ///
    /// @param size when it is known before
    /// @param release gives back what the stream is made of: run once and last, also where nobody takes the bytes
    record Stream(OptionalLong size, Source source, Runnable release) implements Content {}

    /// Writes a stream, on the request's thread, until it returns. Who waits for something to write also looks at the
    /// request's [Departure].
    interface Source {
        void writeTo(Sink sink) throws IOException, InterruptedException;
    }

    /// Where a stream goes.
    interface Sink {
        /// Returns when the client takes bytes again; fails when it is gone.
        void write(Octets bytes) throws IOException, InterruptedException;
    }
}
