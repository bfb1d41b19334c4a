package io.wigwag.core.binary;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// Reads frames into nodes. Owned by one thread, like the channel that it belongs to; it keeps nothing from one
/// frame to the next but a small working area.
///
/// Nodes are made once, straight from the bytes, and binary contents are windows into the frame. The frame's array is
/// therefore given away: nobody may write to it afterwards.
public final class NodeDecoder {
    private static final byte[] NOTHING = new byte[0];
    private static final int LARGEST_NUMBER_DIGITS = 18;
    /// A node is a list's header and a tag, an attribute a name and a value: what a count must find at least.
    private static final int SMALLEST_NODE = 3;

    private static final int SMALLEST_ATTRIBUTE = 2;

    private final TokenDictionary dictionary;
    private final DecodeLimits limits;
    private final byte[] characters = new byte[2 * Wire.LONGEST_PACKED];

    private byte[] in = NOTHING;
    private int at;
    private int end;
    private int nodes;

    public NodeDecoder(TokenDictionary dictionary, DecodeLimits limits) {
        this.dictionary = dictionary;
        this.limits = limits;
    }

    public Node decode(byte[] frame) throws MalformedNode {
        return decode(frame, 0, frame.length);
    }

    /// Reads one frame: a byte of flags, then exactly one node, deflated where a flag says so.
    public Node decode(byte[] bytes, int offset, int size) throws MalformedNode {
        Objects.checkFromIndexSize(offset, size, bytes.length);
        if (size == 0) {
            throw new MalformedNode("an empty frame");
        }
        if ((bytes[offset] & Wire.DEFLATED) == 0) {
            in = bytes;
            at = offset + 1;
            end = offset + size;
        } else {
            in = Inflation.inflate(bytes, offset + 1, size - 1, limits.inflatedBytes());
            at = 0;
            end = in.length;
        }
        nodes = 0;
        try {
            var node = node(1);
            if (at != end) {
                throw new MalformedNode(end - at + " bytes after the node");
            }
            return node;
        } finally {
            in = NOTHING;
        }
    }

    private Node node(int depth) throws MalformedNode {
        if (depth > limits.depth()) {
            throw new MalformedNode("nodes nested deeper than " + limits.depth());
        }
        if (++nodes > limits.nodes()) {
            throw new MalformedNode("more than " + limits.nodes() + " nodes");
        }
        var size = listSize(next());
        if (size == 0) {
            throw new MalformedNode("a node without a tag");
        }
        var tag = text(next());
        if (tag.isEmpty()) {
            throw new MalformedNode("a node with an empty tag");
        }
        var attributes = attributes((size - 1) >> 1, tag);
        return new Node(tag, attributes, (size & 1) == 0 ? content(depth) : Content.NONE);
    }

    private Attributes attributes(int count, String tag) throws MalformedNode {
        if (count == 0) {
            return Attributes.NONE;
        }
        requireRoom(count, SMALLEST_ATTRIBUTE);
        var pairs = new Object[2 * count];
        for (var i = 0; i < pairs.length; i += 2) {
            var name = text(next());
            if (name.isEmpty()) {
                throw new MalformedNode(tag + ": an attribute without a name");
            }
            pairs[i] = name;
            pairs[i + 1] = value(next());
        }
        return new Attributes(pairs, tag);
    }

    private Content content(int depth) throws MalformedNode {
        var head = next();
        return switch (head) {
            case Wire.EMPTY -> Children.NOBODY;
            case Wire.LIST_8, Wire.LIST_16 -> children(listSize(head), depth);
            case Wire.BINARY_8, Wire.BINARY_20, Wire.BINARY_32 -> bytes(binarySize(head));
            default -> text(value(head).toString());
        };
    }

    /// An empty text has no short form, so it would be written as bytes: it is read as them too.
    private static Content text(String text) {
        return text.isEmpty() ? new Content.Bytes(Octets.EMPTY) : new Content.Text(text);
    }

    private Content children(int count, int depth) throws MalformedNode {
        if (count == 0) {
            return Children.NOBODY;
        }
        requireRoom(count, SMALLEST_NODE);
        var children = new Node[count];
        for (var i = 0; i < count; i++) {
            children[i] = node(depth + 1);
        }
        return new Children(children);
    }

    private Content bytes(int size) throws MalformedNode {
        if (size > limits.binaryBytes()) {
            throw new MalformedNode("binary content: " + size + " bytes (at most " + limits.binaryBytes() + ")");
        }
        return new Content.Bytes(Octets.wrap(in, skip(size), size));
    }

    /// A text or an address.
    private Object value(int head) throws MalformedNode {
        return switch (head) {
            case Wire.JID_PAIR, Wire.DEVICE_JID, Wire.MESSENGER_JID, Wire.INTEROP_JID -> jid(head);
            default -> text(head);
        };
    }

    private String text(int head) throws MalformedNode {
        if (head == Wire.EMPTY) {
            return "";
        }
        if (head < Wire.FIRST_PAGE) {
            return dictionary.single(head);
        }
        if (head < Wire.FIRST_PAGE + Wire.PAGES) {
            return dictionary.onPage(head - Wire.FIRST_PAGE, next());
        }
        return switch (head) {
            case Wire.NIBBLE_8 -> packed(false);
            case Wire.HEX_8 -> packed(true);
            case Wire.BINARY_8, Wire.BINARY_20, Wire.BINARY_32 -> plain(binarySize(head));
            default -> throw new MalformedNode("byte " + head + " where a text begins");
        };
    }

    /// Text that is not quite UTF-8 is kept with a mark in its place: people's names arrive cut in the middle of a
    /// letter, and that is no reason to lose a connection.
    private String plain(int size) throws MalformedNode {
        if (size > limits.textBytes()) {
            throw new MalformedNode("text: " + size + " bytes (at most " + limits.textBytes() + ")");
        }
        return new String(in, skip(size), size, StandardCharsets.UTF_8);
    }

    private String packed(boolean hex) throws MalformedNode {
        var head = next();
        var size = head & 0x7F;
        var count = Math.max(0, 2 * size - (head >> 7));
        var from = skip(size);
        if (!Packing.unpack(hex, in, from, count, characters)) {
            throw new MalformedNode("a packed text with a character that there is not");
        }
        return new String(characters, 0, count, StandardCharsets.ISO_8859_1);
    }

    private Jid jid(int head) throws MalformedNode {
        try {
            return switch (head) {
                case Wire.JID_PAIR -> pair();
                case Wire.DEVICE_JID -> ofDevice();
                case Wire.MESSENGER_JID -> ofMessenger();
                default -> ofInterop();
            };
        } catch (MalformedJid malformed) {
            throw new MalformedNode("address: " + malformed.getMessage());
        }
    }

    private Jid pair() throws MalformedNode, MalformedJid {
        var number = number();
        if (number >= 0) {
            return Jid.of(number, 0, Server.of(text(next())));
        }
        var local = text(next());
        var server = Server.of(text(next()));
        return local.isEmpty() && server.equals(Server.USER) ? Jid.SERVER : Jid.of(local, server);
    }

    private Jid ofDevice() throws MalformedNode, MalformedJid {
        var domain = next();
        var device = next();
        var server = ofDomain(domain);
        var agent = server.domain() == domain ? 0 : domain;
        if (agent == 0) {
            var number = number();
            if (number >= 0) {
                return Jid.of(number, device, server);
            }
        }
        var user = text(next());
        if (user.isEmpty()) {
            throw new MalformedNode("address: a device of nobody");
        }
        return Jid.of(user, agent, device, server);
    }

    /// The server of a device's domain byte. An unknown one is an agent of the past on the phone numbers' server.
    private static Server ofDomain(int domain) {
        return switch (domain) {
            case 1 -> Server.LID;
            case 128 -> Server.HOSTED;
            case 129 -> Server.HOSTED_LID;
            default -> Server.USER;
        };
    }

    private Jid ofMessenger() throws MalformedNode, MalformedJid {
        var user = text(next());
        var device = (next() << 8) | next();
        return Jid.of(user, 0, device, Server.of(text(next())));
    }

    private Jid ofInterop() throws MalformedNode, MalformedJid {
        var user = text(next());
        var device = (next() << 8) | next();
        var integrator = (next() << 8) | next();
        return Jid.of(integrator + "-" + user, 0, device, Server.of(text(next())));
    }

    /// The number that comes next in packed digits, read without making a text of it; -1, and nothing read, where
    /// something else comes or a number that its digits would not come back from.
    private long number() throws MalformedNode {
        if (end - at < 2 || (in[at] & 0xFF) != Wire.NIBBLE_8) {
            return -1;
        }
        var head = in[at + 1];
        var size = head & 0x7F;
        var odd = head < 0;
        var digits = 2 * size - (odd ? 1 : 0);
        var from = at + 2;
        if (digits < 1 || digits > LARGEST_NUMBER_DIGITS || size > end - from) {
            return -1;
        }
        if ((in[from] >> 4) == 0 && digits > 1) {
            return -1;
        }
        var number = 0L;
        var whole = odd ? size - 1 : size;
        for (var i = 0; i < whole; i++) {
            var pair = Packing.DECIMALS[in[from + i] & 0xFF];
            if (pair < 0) {
                return -1;
            }
            number = number * 100 + pair;
        }
        if (odd) {
            var last = (in[from + whole] >> 4) & 15;
            if (last > 9) {
                return -1;
            }
            number = number * 10 + last;
        }
        at = from + size;
        return number;
    }

    private int listSize(int head) throws MalformedNode {
        return switch (head) {
            case Wire.EMPTY -> 0;
            case Wire.LIST_8 -> next();
            case Wire.LIST_16 -> (next() << 8) | next();
            default -> throw new MalformedNode("byte " + head + " where a list begins");
        };
    }

    private int binarySize(int head) throws MalformedNode {
        var size = switch (head) {
            case Wire.BINARY_8 -> next();
            case Wire.BINARY_20 -> ((next() & 0x0F) << 16) | (next() << 8) | next();
            default -> (next() << 24) | (next() << 16) | (next() << 8) | next();
        };
        // A size above two GiB is negative here, and as impossible as any other that the frame does not hold.
        if (size < 0 || size > end - at) {
            throw new MalformedNode("a value longer than the frame");
        }
        return size;
    }

    private void requireRoom(int count, int smallest) throws MalformedNode {
        if ((long) count * smallest > end - at) {
            throw new MalformedNode(count + " elements in " + (end - at) + " bytes");
        }
    }

    private int next() throws MalformedNode {
        if (at >= end) {
            throw new MalformedNode("a frame that ends too early");
        }
        return in[at++] & 0xFF;
    }

    /// Goes past some bytes and answers where they begin.
    private int skip(int size) throws MalformedNode {
        if (size > end - at) {
            throw new MalformedNode("a frame that ends too early");
        }
        var from = at;
        at += size;
        return from;
    }
}
