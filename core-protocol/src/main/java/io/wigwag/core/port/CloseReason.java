package io.wigwag.core.port;

/// Why a connection ended: the one reason, told once.
public record CloseReason(Kind kind, String detail) {

    /// What to do next differs between these, so a new kind is a new name here.
    public enum Kind {
        /// We closed it.
        OURS,
        /// The server said goodbye; the detail holds its code.
        SERVER,
        /// The connection ended without a goodbye.
        LOST,
        /// The name could not be resolved.
        UNRESOLVED,
        /// Nobody answered at that address, or refused to.
        UNREACHABLE,
        /// The proxy refused us or what we asked of it.
        PROXY,
        /// TLS failed; most likely somebody is in between.
        INSECURE,
        /// The server did not take the upgrade to a WebSocket.
        NOT_UPGRADED,
        CONNECT_TIMEOUT,
        HANDSHAKE_TIMEOUT,
        IDLE_TIMEOUT,
        /// What came does not follow the protocol below the stanzas.
        MALFORMED,
        /// Our own mistake.
        FAULT
    }

    @Override
    public String toString() {
        return kind + (detail.isEmpty() ? "" : ": " + detail);
    }
}
