package io.wigwag.gateway.cli.drive;

import io.wigwag.core.noise.TrustRoot;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// What a driver was started with.
///
/// @param root whose certificates the server has to show; its TLS certificate may be any
/// @param files where all requests for files go, whatever host a message names
/// @param profile settings of the client profile over the shipped ones
/// @param store a folder that outlives the process; memory without one
record DriveOptions(
        URI url,
        TrustRoot root,
        MediaAddress files,
        Map<String, String> profile,
        Optional<Path> store,
        Set<Wish> wishes) {
    private static final Pattern REAL =
            Pattern.compile("(.*\\.)?(whatsapp|facebook|fbcdn|fbsbx|messenger|instagram|meta)\\.(com|net)\\.?");

    /// What is off unless it is asked for.
    enum Wish {
        /// Says that it is there as soon as it has been handed everything.
        ONLINE,
        /// Tells every stanza that comes in.
        NODES,
        /// Dials only when told to.
        WAIT,
        /// Asks every second whether the server is still there.
        IMPATIENT
    }

    DriveOptions {
        profile = Map.copyOf(profile);
        wishes = Set.copyOf(wishes);
        var scheme = String.valueOf(url.getScheme());
        if ((!scheme.equals("ws") && !scheme.equals("wss")) || url.getHost() == null) {
            throw new IllegalArgumentException("--url: " + url + " (expected: ws:// or wss://)");
        }
        refuseReal(url.getHost());
        refuseReal(files.host());
        if (root.key().equals(TrustRoot.WHATSAPP.key())) {
            throw new IllegalArgumentException("--root: the real service's key; a driver never talks to it");
        }
    }

    boolean wants(Wish wish) {
        return wishes.contains(wish);
    }

    /// A driver does as it is told, at any pace: that must never reach a real account.
    private static void refuseReal(String host) {
        if (REAL.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
            throw new IllegalArgumentException(host + " is the real service; a driver never talks to it");
        }
    }
}
