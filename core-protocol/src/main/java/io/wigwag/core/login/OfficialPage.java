package io.wigwag.core.login;

import io.wigwag.core.port.MediaHttp;
import io.wigwag.core.port.MediaHttp.Method;
import io.wigwag.core.port.MediaHttp.Request;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// The web client's own script, over HTTPS.
///
/// @param http by the same ways as files, proxies included
public record OfficialPage(MediaHttp http, URI address) implements VersionPage {
    private static final URI SCRIPT = URI.create("https://web.whatsapp.com/sw.js");
    private static final int OK = 200;
    /// The number stands far in front of this.
    private static final int MOST = 4 << 20;
    /// Without it the service answers with another page.
    private static final Map<String, String> HEADERS = Map.of("sec-fetch-site", "none", "user-agent", "Mozilla/5.0");

    public OfficialPage(MediaHttp http) {
        this(http, SCRIPT);
    }

    @Override
    public String read() throws IOException {
        try (var answer = http.send(new Request(Method.GET, address, HEADERS, Optional.empty()))) {
            if (answer.status() != OK) {
                throw new IOException(address.getHost() + " answered " + answer.status());
            }
            try (var body = answer.body()) {
                return new String(body.readNBytes(MOST), StandardCharsets.ISO_8859_1);
            }
        }
    }
}
