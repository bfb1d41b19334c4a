package io.wigwag.core.port;

import java.util.Optional;

/// A way out of this host. The proxy resolves the server's name itself, so that nobody here sees where it leads.
public record ProxyServer(Kind kind, String host, int port, Optional<Login> login) {

    public enum Kind {
        /// HTTP with CONNECT.
        HTTP,
        SOCKS5
    }

    /// Prints no password.
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[redacted]";
        }
    }
}
