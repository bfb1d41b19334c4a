package io.wigwag.interop.drive;

import io.wigwag.core.octets.Octets;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What every driver takes on its command line.
///
/// @param root the Noise root key of the server; a driver that has one accepts any TLS certificate
/// @param mediaHost host and port to which all media requests go; the chat's own without one
/// @param name the push name to link with
/// @param store a folder that outlives the process; in memory without one
public record DriverOptions(
        URI url,
        Octets root,
        Optional<String> mediaHost,
        Optional<String> name,
        Optional<String> version,
        Optional<Path> store,
        Set<Flag> flags) {
    public enum Flag {
        /// Present as soon as it is connected.
        ONLINE("--online"),
        FULL_HISTORY("--full-history"),
        /// Tells every stanza that comes in.
        NODES("--nodes"),
        /// Dials only when told to.
        WAIT("--wait"),
        /// Asks every second whether the server is still there.
        IMPATIENT("--impatient");

        private final String argument;

        Flag(String argument) {
            this.argument = argument;
        }
    }

    public DriverOptions {
        flags = Set.copyOf(flags);
    }

    public static DriverOptions to(URI url, Octets root) {
        return new DriverOptions(
                url, root, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }

    public DriverOptions mediaHost(String hostAndPort) {
        return new DriverOptions(url, root, Optional.of(hostAndPort), name, version, store, flags);
    }

    public DriverOptions name(String pushName) {
        return new DriverOptions(url, root, mediaHost, Optional.of(pushName), version, store, flags);
    }

    public DriverOptions version(String clientVersion) {
        return new DriverOptions(url, root, mediaHost, name, Optional.of(clientVersion), store, flags);
    }

    public DriverOptions store(Path folder) {
        return new DriverOptions(url, root, mediaHost, name, version, Optional.of(folder), flags);
    }

    public DriverOptions and(Flag flag) {
        var more = EnumSet.of(flag);
        more.addAll(flags);
        return new DriverOptions(url, root, mediaHost, name, version, store, more);
    }

    List<String> arguments() {
        var arguments = new ArrayList<>(List.of("--url", url.toString(), "--root", root.toHex()));
        mediaHost.ifPresent(value -> arguments.addAll(List.of("--media-host", value)));
        name.ifPresent(value -> arguments.addAll(List.of("--name", value)));
        version.ifPresent(value -> arguments.addAll(List.of("--version", value)));
        store.ifPresent(value -> arguments.addAll(List.of("--store", value.toString())));
        flags.stream().sorted().forEach(flag -> arguments.add(flag.argument));
        return List.copyOf(arguments);
    }
}
