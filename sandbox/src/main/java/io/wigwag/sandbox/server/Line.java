package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;

/// The way to one client. Used from the world's thread; what is sent goes out in that order.
public interface Line {
    void send(Node stanza);

    /// A WebSocket Close after what was sent, then the end of the TCP connection.
    void close();

    /// The end of the TCP connection without a word.
    void reset();

    /// Where the client is, for those who watch.
    String remote();
}
