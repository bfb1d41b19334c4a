package io.wigwag.core.port;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Where a device connects to, and by which way out: gateways give each account an address of its own.
public record Endpoint(URI uri, Map<String, String> headers, Optional<ProxyServer> proxy) {
    /// Where the web client connects to, in the way that it does.
    public static final Endpoint WHATSAPP = new Endpoint(
            URI.create("wss://web.whatsapp.com/ws/chat"),
            Map.of(
                    "Origin", "https://web.whatsapp.com",
                    "Cache-Control", "no-cache",
                    "Pragma", "no-cache"),
            Optional.empty());

    public Endpoint {
        var scheme = String.valueOf(uri.getScheme());
        if ((!scheme.equals("ws") && !scheme.equals("wss")) || uri.getHost() == null) {
            throw new IllegalArgumentException("an endpoint is ws://HOST or wss://HOST, not " + uri);
        }
        headers = Map.copyOf(headers);
    }

    public boolean secure() {
        return uri.getScheme().equals("wss");
    }

    public String host() {
        return uri.getHost();
    }

    public int port() {
        return uri.getPort() >= 0 ? uri.getPort() : secure() ? 443 : 80;
    }

    public Endpoint by(ProxyServer way) {
        return new Endpoint(uri, headers, Optional.of(way));
    }

    public Endpoint with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Endpoint(uri, more, proxy);
    }
}
