package io.wigwag.core.media;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Where a file lies, the same on all hosts: an absolute path with its query. It comes from strangers and becomes a
/// part of our own requests, so what could lead these elsewhere is no path.
public record MediaPath(String value) {
    private static final int LONGEST = 2048;
    private static final String HOSTS = ".whatsapp.net";

    public MediaPath {
        if (!isPath(value)) {
            throw new IllegalArgumentException("media path: " + value.length()
                    + " characters (expected: /... as in an address, at most " + LONGEST + ")");
        }
    }

    /// The path that a message names: its own, or else that of the address, where this leads to WhatsApp's hosts.
    public static Optional<MediaPath> of(String directPath, String url) {
        if (isPath(directPath)) {
            return Optional.of(new MediaPath(directPath));
        }
        try {
            var address = new URI(url);
            var host = address.getHost();
            var path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
            return host != null && host.endsWith(HOSTS) && isPath(path)
                    ? Optional.of(new MediaPath(path))
                    : Optional.empty();
        } catch (URISyntaxException noAddress) {
            // A stranger wrote it; then there is no path.
            return Optional.empty();
        }
    }

    private static boolean isPath(String text) {
        return text.length() > 1
                && text.length() <= LONGEST
                && text.startsWith("/")
                && !text.startsWith("//")
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '#' && c != '\\')
                && makesAnAddress(text);
    }

    /// Quotes, braces, half escapes and the like stand in no address: there would be no asking for it.
    private static boolean makesAnAddress(String text) {
        try {
            return new URI("https://host" + text).getRawPath().startsWith("/");
        } catch (URISyntaxException noAddress) {
            return false;
        }
    }

    /// The path with more behind it: clients ask with the hash that they expect.
    String with(String parameters) {
        return value + (value.indexOf('?') < 0 ? '?' : '&') + parameters;
    }

    @Override
    public String toString() {
        return "MediaPath[redacted]";
    }
}
