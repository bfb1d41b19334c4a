package io.wigwag.core.binary;

import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MalformedJid;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The attributes of a node, in the order in which they were written. A value is a text or an address: the wire tells
/// the two apart, and so do we. Where a name occurs twice, which nobody writes, the first one counts.
///
/// Kept as one flat array of names and values: there are few, and looking through them costs less than hashing.
public final class Attributes {
    static final Attributes NONE = new Attributes(new Object[0], "");

    private final Object[] pairs;
    /// The node's tag, for what a complaint says.
    private final String owner;

    /// The array itself: the caller never writes to it again.
    Attributes(Object[] pairs, String owner) {
        this.pairs = pairs;
        this.owner = owner;
    }

    public int size() {
        return pairs.length / 2;
    }

    public boolean isEmpty() {
        return pairs.length == 0;
    }

    public String name(int index) {
        return (String) pairs[2 * index];
    }

    /// The value at an index: a [String] or a [Jid].
    Object value(int index) {
        return pairs[2 * index + 1];
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /// Whether there is such an attribute with just this text.
    public boolean is(String name, String text) {
        var value = find(name);
        return value != null && value.toString().equals(text);
    }

    /// The value as text, an address in its written form.
    public Optional<String> text(String name) {
        return Optional.ofNullable(find(name)).map(Object::toString);
    }

    public String requireText(String name) throws MalformedNode {
        return require(name).toString();
    }

    /// The value as an address. Some clients write addresses as plain text; these are read as well.
    public Optional<Jid> jid(String name) throws MalformedNode {
        var value = find(name);
        return value == null ? Optional.empty() : Optional.of(address(name, value));
    }

    public Jid requireJid(String name) throws MalformedNode {
        return address(name, require(name));
    }

    public OptionalLong number(String name) throws MalformedNode {
        var value = find(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(decimal(name, value));
    }

    public long requireNumber(String name) throws MalformedNode {
        return decimal(name, require(name));
    }

    @SuppressWarnings("ReferenceEquality")
    private @Nullable Object find(String name) {
        var all = pairs;
        // Names are nearly always tokens, which are interned, as the literals that ask for them are.
        for (var i = 0; i < all.length; i += 2) {
            if (all[i] == name) {
                return all[i + 1];
            }
        }
        for (var i = 0; i < all.length; i += 2) {
            if (all[i].equals(name)) {
                return all[i + 1];
            }
        }
        return null;
    }

    private Object require(String name) throws MalformedNode {
        var value = find(name);
        if (value == null) {
            throw new MalformedNode(owner + ": no attribute " + name);
        }
        return value;
    }

    private Jid address(String name, Object value) throws MalformedNode {
        if (value instanceof Jid jid) {
            return jid;
        }
        try {
            return Jid.parse((String) value);
        } catch (MalformedJid malformed) {
            throw new MalformedNode(owner + ": attribute " + name + ": " + malformed.getMessage());
        }
    }

    private long decimal(String name, Object value) throws MalformedNode {
        try {
            return Long.parseLong(value.toString());
        } catch (NumberFormatException wrong) {
            throw new MalformedNode(owner + ": attribute " + name + " is no number");
        }
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Attributes that && Arrays.equals(pairs, that.pairs));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        NodeText.safe().attributes(this, text);
        return text.toString().strip();
    }
}
