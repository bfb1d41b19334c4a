package io.wigwag.gateway.cli.drive;

import java.net.URI;
import java.net.URISyntaxException;

/// Where a sandbox keeps files.
///
/// @param secure whether it is reached by https
record MediaAddress(String host, int port, boolean secure) {
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /// The one that was named; its scheme follows the chat's.
    static MediaAddress named(String hostAndPort, URI chat) {
        try {
            var named = new URI("any://" + hostAndPort);
            if (named.getHost() != null
                    && named.getPort() > 0
                    && named.getRawPath().isEmpty()) {
                return new MediaAddress(named.getHost(), named.getPort(), isSecure(chat));
            }
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("--media-host: " + malformed.getMessage(), malformed);
        }
        throw new IllegalArgumentException("--media-host: " + hostAndPort + " (expected: HOST:PORT)");
    }

    /// The chat's own, where none is named.
    static MediaAddress beside(URI chat) {
        var usual = isSecure(chat) ? HTTPS : HTTP;
        return new MediaAddress(
                String.valueOf(chat.getHost()), chat.getPort() < 0 ? usual : chat.getPort(), isSecure(chat));
    }

    private static boolean isSecure(URI chat) {
        return "wss".equals(chat.getScheme());
    }

    /// The same request, sent there.
    URI of(URI request) {
        var rest = new StringBuilder(secure ? "https://" : "http://");
        rest.append(host).append(':').append(port).append(request.getRawPath());
        if (request.getRawQuery() != null) {
            rest.append('?').append(request.getRawQuery());
        }
        return URI.create(rest.toString());
    }
}
