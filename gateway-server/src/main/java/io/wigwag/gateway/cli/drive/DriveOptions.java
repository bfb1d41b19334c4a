package io.wigwag.gateway.cli.drive;

import io.wigwag.core.noise.TrustRoot;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a driver was started with.
///
/// @param root whose certificates the server has to show; its TLS certificate may be any
/// @param profile settings of the client profile over the shipped ones
/// @param store a folder that outlives the process; memory without one
/// @param online says that it is there as soon as it has been handed everything
/// @param nodes tells every stanza that comes in
/// @param waits dials only when told to
record DriveOptions(
        URI url,
        TrustRoot root,
        Map<String, String> profile,
        Optional<Path> store,
        boolean online,
        boolean nodes,
        boolean waits) {
    private static final Pattern REAL =
            Pattern.compile("(.*\\.)?(whatsapp|facebook|fbcdn|fbsbx|messenger|instagram|meta)\\.(com|net)\\.?");

    DriveOptions {
        profile = Map.copyOf(profile);
        var scheme = String.valueOf(url.getScheme());
        if ((!scheme.equals("ws") && !scheme.equals("wss")) || url.getHost() == null) {
            throw new IllegalArgumentException("--url: " + url + " (expected: ws:// or wss://)");
        }
        refuseReal(url.getHost());
        if (root.key().equals(TrustRoot.WHATSAPP.key())) {
            throw new IllegalArgumentException("--root: the real service's key; a driver never talks to it");
        }
    }

    /// A driver does as it is told, at any pace: that must never reach a real account.
    static void refuseReal(String host) {
        if (REAL.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException(host + " is the real service; a driver never talks to it");
        }
    }
}
