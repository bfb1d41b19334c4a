package io.wigwag.core.frame;

import io.wigwag.core.octets.Octets;

/// What a client sends once in front of its first frame: the protocol and the version of its token dictionary; before
/// that, if it has them, the routing bytes that the server gave it at an earlier login (empty for none).
public record Intro(int dictionary, Octets routing) {
    public static final int CURRENT_DICTIONARY = 3;
    static final int OLDEST_DICTIONARY = 2;
    static final int HEADER = 4;
    static final int ROUTING_HEADER = 7;
    static final byte MAGIC = 6;

    public static final Intro PLAIN = new Intro(CURRENT_DICTIONARY, Octets.EMPTY);

    public Intro {
        if (dictionary < OLDEST_DICTIONARY || dictionary > CURRENT_DICTIONARY) {
            throw new IllegalArgumentException("no dictionary of version " + dictionary);
        }
        if (routing.size() > Frames.LARGEST) {
            throw new IllegalArgumentException("routing bytes of " + routing.size());
        }
    }

    public static Intro routed(Octets routing) {
        return new Intro(CURRENT_DICTIONARY, routing);
    }

    /// The four bytes that the handshake's hash begins with; the routing bytes are not part of it.
    public Octets prologue() {
        return Octets.wrap(new byte[] {'W', 'A', MAGIC, (byte) dictionary});
    }

    /// All bytes in front of the first frame.
    public Octets encoded() {
        if (routing.isEmpty()) {
            return prologue();
        }
        var header = new byte[] {'E', 'D', 0, 1, 0, 0, 0};
        Frames.writeHeader(header, HEADER, routing.size());
        return Octets.concat(Octets.wrap(header), routing, prologue());
    }
}
