package io.wigwag.storage.seal.master;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where a key service with a transit interface is, and how long we wait for it.
public record TransitSettings(
        URI address, String mount, String key, TransitToken token, Optional<String> namespace, Patience patience) {
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern PATH = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");
    private static final Set<String> OURSELVES = Set.of("localhost", "127.0.0.1", "[::1]");

    /// One attempt lasts at most `request`; a call makes at most `attempts`, with growing pauses from `first` on.
    public record Patience(Duration connect, Duration request, int attempts, Duration first) {
        public static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5), 4, Duration.ofMillis(200));
    }

    public static TransitSettings of(
            URI address, String mount, String key, TransitToken token, Optional<String> namespace, Patience patience)
            throws MasterKeyTrouble {
        var host = address.getHost();
        var secure = "https".equals(address.getScheme());
        if (host == null || !(secure || "http".equals(address.getScheme()))) {
            throw new MasterKeyTrouble.Unusable("the key service's address is https://host:port, not " + address);
        }
        if (!secure && !OURSELVES.contains(host)) {
            throw new MasterKeyTrouble.Unusable("data keys would pass the network unprotected: use https for " + host);
        }
        if (address.getRawUserInfo() != null || address.getRawQuery() != null || address.getRawFragment() != null) {
            throw new MasterKeyTrouble.Unusable("the key service's address is a host and a port and nothing more");
        }
        if (!PATH.matcher(mount).matches() || !SEGMENT.matcher(key).matches()) {
            throw new MasterKeyTrouble.Unusable("mount and key of the key service are plain names");
        }
        return new TransitSettings(address, mount, key, token, namespace, patience);
    }

    URI endpoint(String action) {
        return address.resolve("/v1/" + mount + "/" + action + "/" + key);
    }
}
