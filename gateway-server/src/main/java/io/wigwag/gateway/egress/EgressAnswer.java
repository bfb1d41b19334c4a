package io.wigwag.gateway.egress;

import io.wigwag.core.octets.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What came back. Its body is read as it comes; closing ends the connection.
///
/// @param from where it came from in the end
/// @param headers by their names in lower case
public record EgressAnswer(URI from, int status, Map<String, String> headers, InputStream body)
        implements AutoCloseable {
    public EgressAnswer {
        headers = Map.copyOf(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /// The whole body; the limits hold.
    public Octets bytes() throws EgressFailed {
        try {
            return Octets.wrap(body.readAllBytes());
        } catch (IOException broken) {
            throw EgressClient.failed(broken);
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}
