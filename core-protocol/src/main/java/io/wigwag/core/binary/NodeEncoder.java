package io.wigwag.core.binary;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import io.wigwag.core.id.Server;
import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes nodes as frames, in the shortest form that every client reads. Owned by one thread, like the channel that it
/// belongs to; its buffer is used again for each frame, grows with the largest and is let go when that was unusual.
public final class NodeEncoder {
    private static final int FIRST_SIZE = 1 << 10;
    private static final int KEPT_SIZE = 1 << 18;
    /// Far more than any stanza has, far less than a thread's stack holds.
    private static final int DEEPEST = 500;
    /// The largest size of a text's bytes and of all that comes before them.
    private static final int LARGEST_HEAD = 8;

    private final TokenDictionary dictionary;
    private byte[] out = new byte[FIRST_SIZE];
    private int at;

    public NodeEncoder(TokenDictionary dictionary) {
        this.dictionary = dictionary;
    }

    /// The frame of a node, flags byte included, in an array of its own.
    public byte[] encode(Node node) {
        // The size first: writing may put a larger buffer in the place of this one.
        var size = encodeInPlace(node);
        return Arrays.copyOf(out, size);
    }

    /// Writes the frame of a node, flags byte included, to the begin of [#buffer()], and answers its size.
    public int encodeInPlace(Node node) {
        if (out.length > KEPT_SIZE) {
            out = new byte[FIRST_SIZE];
        }
        out[0] = 0;
        at = 1;
        write(node, 1);
        return at;
    }

    /// Where [#encodeInPlace(Node)] wrote: the encoder's own array, good until it encodes again.
    public byte[] buffer() {
        return out;
    }

    private void write(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("nodes nested deeper than " + DEEPEST);
        }
        var attributes = node.attributes();
        var content = node.content();
        var count = attributes.size();
        writeList(1 + 2 * count + (content instanceof Content.None ? 0 : 1));
        writeText(node.tag());
        for (var i = 0; i < count; i++) {
            writeText(attributes.name(i));
            switch (attributes.value(i)) {
                case Jid jid -> writeJid(jid);
                case Object text -> writeText((String) text);
            }
        }
        switch (content) {
            case Content.None _ -> {}
            case Children children -> {
                writeList(children.size());
                for (var i = 0; i < children.size(); i++) {
                    write(children.get(i), depth + 1);
                }
            }
            case Content.Bytes(var bytes) -> writeBytes(bytes);
            case Content.Text(var text) -> writeContent(text);
        }
    }

    /// A text inside a node that reads as an address came as one, or means one: the wire has no other text with an @.
    private void writeContent(String text) {
        if (text.indexOf('@') >= 0) {
            try {
                var jid = Jid.parse(text);
                if (jid.toString().equals(text)) {
                    writeJid(jid);
                    return;
                }
            } catch (MalformedJid _) {
                // Then it is a text like any other, an e-mail address perhaps.
            }
        }
        // A packed text may be longer than the ones we pack; in any other form it would come back as bytes.
        writeText(text, 2 * Wire.LONGEST_PACKED);
    }

    private void writeList(int size) {
        ensure(3);
        if (size == 0) {
            out[at++] = Wire.EMPTY;
        } else if (size <= 0xFF) {
            out[at++] = (byte) Wire.LIST_8;
            out[at++] = (byte) size;
        } else if (size <= Wire.LONGEST_LIST) {
            out[at++] = (byte) Wire.LIST_16;
            out[at++] = (byte) (size >> 8);
            out[at++] = (byte) size;
        } else {
            throw new IllegalArgumentException("list: " + size + " elements (expected: 0.." + Wire.LONGEST_LIST + ")");
        }
    }

    private void writeText(String text) {
        writeText(text, Wire.LONGEST_PACKED);
    }

    private void writeText(String text, int longestPacked) {
        var code = dictionary.codeOf(text);
        if (code >= 0) {
            ensure(2);
            if (code > 0xFF) {
                out[at++] = (byte) (code >> 8);
            }
            out[at++] = (byte) code;
            return;
        }
        var size = text.length();
        if (size > longestPacked) {
            writePlain(text.getBytes(StandardCharsets.UTF_8));
            return;
        }
        var kinds = size == 0 ? Packing.ASCII : Packing.kinds(text);
        if ((kinds & (Packing.NIBBLE | Packing.HEX)) != 0) {
            ensure(LARGEST_HEAD + size);
            out[at++] = (byte) ((kinds & Packing.NIBBLE) != 0 ? Wire.NIBBLE_8 : Wire.HEX_8);
            out[at++] = packedHead(size);
            at = Packing.pack(text, out, at);
        } else if (kinds == Packing.ASCII) {
            ensure(LARGEST_HEAD + size);
            out[at++] = (byte) Wire.BINARY_8;
            out[at++] = (byte) size;
            for (var i = 0; i < size; i++) {
                out[at++] = (byte) text.charAt(i);
            }
        } else {
            writePlain(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte packedHead(int characters) {
        return (byte) (((characters + 1) >> 1) | ((characters & 1) << 7));
    }

    private void writePlain(byte[] bytes) {
        writeSize(bytes.length);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        at += bytes.length;
    }

    private void writeBytes(Octets bytes) {
        writeSize(bytes.size());
        bytes.copyTo(out, at);
        at += bytes.size();
    }

    /// The head of a binary value, with room made for the value.
    private void writeSize(int size) {
        ensure(LARGEST_HEAD + size);
        if (size <= 0xFF) {
            out[at++] = (byte) Wire.BINARY_8;
        } else if (size < 1 << 20) {
            out[at++] = (byte) Wire.BINARY_20;
            out[at++] = (byte) (size >> 16);
            out[at++] = (byte) (size >> 8);
        } else {
            out[at++] = (byte) Wire.BINARY_32;
            out[at++] = (byte) (size >> 24);
            out[at++] = (byte) (size >> 16);
            out[at++] = (byte) (size >> 8);
        }
        out[at++] = (byte) size;
    }

    private void writeJid(Jid jid) {
        var server = jid.server();
        var device = jid.device();
        var ofPerson = server.domain() != Server.NO_DOMAIN;
        if (ofPerson && jid.agent() == 0 && device > 0) {
            writeDevice(server.domain(), jid);
        } else if (server.equals(Server.USER) && jid.agent() != 0) {
            writeDevice(jid.agent(), jid);
        } else if (device > 0 && server.equals(Server.MESSENGER) && jid.agent() == 0 && dictionary.knowsForeignJids()) {
            ensure(LARGEST_HEAD);
            out[at++] = (byte) Wire.MESSENGER_JID;
            writeUser(jid);
            writeShort(device);
            writeText(server.name());
        } else if (!server.equals(Server.INTEROP) || !dictionary.knowsForeignJids() || !writeInterop(jid)) {
            ensure(LARGEST_HEAD);
            out[at++] = (byte) Wire.JID_PAIR;
            writeLocal(jid);
            writeText(server.name());
        }
    }

    private void writeDevice(int domain, Jid jid) {
        ensure(LARGEST_HEAD);
        out[at++] = (byte) Wire.DEVICE_JID;
        out[at++] = (byte) domain;
        out[at++] = (byte) jid.device();
        writeUser(jid);
    }

    /// Writes the form of its own that a user of another messenger has, whose name begins with that messenger's number.
    private boolean writeInterop(Jid jid) {
        var user = jid.user();
        var hyphen = user.indexOf('-');
        if (jid.agent() != 0 || hyphen < 1 || hyphen > 5 || hyphen == user.length() - 1) {
            return false;
        }
        var integrator = 0;
        for (var i = 0; i < hyphen; i++) {
            var digit = user.charAt(i) - '0';
            if (digit < 0 || digit > 9 || (i == 0 && digit == 0 && hyphen > 1)) {
                return false;
            }
            integrator = integrator * 10 + digit;
        }
        if (integrator > 0xFFFF) {
            return false;
        }
        ensure(LARGEST_HEAD);
        out[at++] = (byte) Wire.INTEROP_JID;
        writeText(user.substring(hyphen + 1));
        writeShort(jid.device());
        writeShort(integrator);
        writeText(Server.INTEROP.name());
        return true;
    }

    private void writeShort(int value) {
        ensure(2);
        out[at++] = (byte) (value >> 8);
        out[at++] = (byte) value;
    }

    private void writeLocal(Jid jid) {
        if (jid.isServer()) {
            ensure(1);
            out[at++] = Wire.EMPTY;
        } else if (jid.device() == 0 && jid.agent() == 0) {
            writeUser(jid);
        } else {
            writeText(jid.local());
        }
    }

    private void writeUser(Jid jid) {
        var number = jid.number();
        if (number > dictionary.largestNumber()) {
            writeNumber(number);
        } else {
            writeText(jid.user());
        }
    }

    /// Packs the digits of a number without making a text of it.
    private void writeNumber(long number) {
        var digits = digits(number);
        var size = (digits + 1) >> 1;
        ensure(LARGEST_HEAD + size);
        out[at++] = (byte) Wire.NIBBLE_8;
        out[at++] = packedHead(digits);
        var i = at + size - 1;
        var rest = number;
        if ((digits & 1) != 0) {
            out[i--] = (byte) (((rest % 10) << 4) | Packing.PAD);
            rest /= 10;
        }
        while (i >= at) {
            out[i--] = Packing.PAIRS[(int) (rest % 100)];
            rest /= 100;
        }
        at += size;
    }

    private static int digits(long number) {
        var digits = 1;
        for (var limit = 10L; digits < 18 && number >= limit; limit *= 10) {
            digits++;
        }
        return digits;
    }

    private void ensure(int room) {
        if (out.length - at < room) {
            // Exact arithmetic: a frame that no array can hold ends here and not in a negative size.
            out = Arrays.copyOf(out, Math.max(Math.addExact(at, room), (int)
                    Math.min(Integer.MAX_VALUE - 8, 2L * out.length)));
        }
    }
}
