package io.wigwag.sandbox.fault;

/// Where something goes wrong, from the outside inwards.
public enum Layer {
    /// The bytes of the socket.
    TCP,
    /// The bytes within TLS; where there is none, the same as those of the socket.
    TLS,
    /// The messages of the WebSocket.
    WEBSOCKET,
    /// The frames up to the end of the Noise handshake.
    HANDSHAKE,
    /// The frames behind it, sealed.
    FRAME,
    /// The stanzas within these.
    STANZA,
    /// Requests of the media host and of the admin interface.
    HTTP
}
