package io.wigwag.core.id;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The part of an address behind the `@`: which space of names its user belongs to. The known ones exist once each;
/// a server that we have never heard of is kept as it came, because new spaces appear without notice.
public final class Server implements Comparable<Server> {
    /// Devices of this space are not written with a domain byte.
    public static final int NO_DOMAIN = -1;

    /// People, by phone number.
    public static final Server USER = new Server("s.whatsapp.net", 0);
    /// People, by an id that hides their number.
    public static final Server LID = new Server("lid", 1);
    /// A business's device that Meta runs, by phone number.
    public static final Server HOSTED = new Server("hosted", 128);
    /// The same, by hidden id.
    public static final Server HOSTED_LID = new Server("hosted.lid", 129);

    public static final Server GROUP = new Server("g.us", NO_DOMAIN);
    public static final Server BROADCAST = new Server("broadcast", NO_DOMAIN);
    public static final Server NEWSLETTER = new Server("newsletter", NO_DOMAIN);
    public static final Server BOT = new Server("bot", NO_DOMAIN);
    public static final Server MESSENGER = new Server("msgr", NO_DOMAIN);
    public static final Server INTEROP = new Server("interop", NO_DOMAIN);
    public static final Server CALL = new Server("call", NO_DOMAIN);
    /// The old name of [#USER], still met in a few places.
    public static final Server LEGACY = new Server("c.us", NO_DOMAIN);

    private static final int LONGEST = 64;
    private static final Map<String, Server> KNOWN = List.of(
                    USER, LID, HOSTED, HOSTED_LID, GROUP, BROADCAST, NEWSLETTER, BOT, MESSENGER, INTEROP, CALL, LEGACY)
            .stream()
            .collect(Collectors.toUnmodifiableMap(Server::name, Function.identity()));

    private final String name;
    private final int domain;

    private Server(String name, int domain) {
        this.name = name;
        this.domain = domain;
    }

    public static Server of(String name) throws MalformedJid {
        var known = KNOWN.get(name);
        return known != null ? known : unheardOf(name);
    }

    static boolean isKnown(String name) {
        return KNOWN.containsKey(name);
    }

    private static Server unheardOf(String name) throws MalformedJid {
        if (name.isEmpty() || name.length() > LONGEST) {
            throw new MalformedJid("server: " + name.length() + " characters (expected: 1.." + LONGEST + ")");
        }
        for (var i = 0; i < name.length(); i++) {
            var c = name.charAt(i);
            if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-')) {
                throw new MalformedJid("server: character " + (int) c + " (expected: a-z, 0-9, dot, hyphen)");
            }
        }
        return new Server(name, NO_DOMAIN);
    }

    public String name() {
        return name;
    }

    /// The byte that stands for this space where a device is written on the wire or named in a Signal address;
    /// [#NO_DOMAIN] for those without devices.
    public int domain() {
        return domain;
    }

    /// The device numbers that an address of this space can hold: one byte on the wire for people's, two for others'.
    int lastDevice() {
        return domain == NO_DOMAIN ? 0xFFFF : 0xFF;
    }

    @Override
    public int compareTo(Server other) {
        return name.compareTo(other.name);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Server that && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
