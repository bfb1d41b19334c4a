package io.wigwag.core.binary;

import io.wigwag.core.id.Jid;
import io.wigwag.core.octets.Octets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Builds one node. Belongs to the method that builds, and is used once.
public final class NodeBuilder {
    private final String tag;
    private final List<Object> pairs = new ArrayList<>();
    private final List<Node> children = new ArrayList<>();
    private Content content = Content.NONE;

    NodeBuilder(String tag) {
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("tag: empty (expected: a name)");
        }
        this.tag = tag;
    }

    NodeBuilder(Node original) {
        tag = original.tag();
        var attributes = original.attributes();
        for (var i = 0; i < attributes.size(); i++) {
            pairs.add(attributes.name(i));
            pairs.add(attributes.value(i));
        }
        if (original.content() instanceof Children list && !list.isEmpty()) {
            children.addAll(list);
        } else {
            content = original.content();
        }
    }

    /// Adds an attribute, or replaces the one of this name.
    public NodeBuilder set(String name, String value) {
        return remove(name).add(name, value);
    }

    /// Adds an attribute, or replaces the one of this name.
    public NodeBuilder set(String name, Jid value) {
        return remove(name).add(name, value);
    }

    /// Takes an attribute away, where there is one.
    public NodeBuilder remove(String name) {
        for (var i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                pairs.subList(i, i + 2).clear();
                break;
            }
        }
        return this;
    }

    /// Takes all content away.
    public NodeBuilder clear() {
        children.clear();
        content = Content.NONE;
        return this;
    }

    public NodeBuilder attribute(String name, String value) {
        return add(name, value);
    }

    public NodeBuilder attribute(String name, Jid value) {
        return add(name, value);
    }

    public NodeBuilder attribute(String name, long value) {
        return add(name, Long.toString(value));
    }

    /// Adds the attribute where there is a value: one that is absent isn't written at all.
    public NodeBuilder attribute(String name, Optional<?> value) {
        value.ifPresent(present -> add(name, present instanceof Jid ? present : present.toString()));
        return this;
    }

    private NodeBuilder add(String name, Object value) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("attribute of " + tag + ": empty (expected: a name)");
        }
        for (var i = 0; i < pairs.size(); i += 2) {
            if (pairs.get(i).equals(name)) {
                throw new IllegalArgumentException("attribute of " + tag + ": " + name + " twice");
            }
        }
        pairs.add(name);
        pairs.add(value);
        return this;
    }

    public NodeBuilder child(Node child) {
        requireNoContent();
        children.add(child);
        return this;
    }

    public NodeBuilder child(NodeBuilder child) {
        return child(child.build());
    }

    /// Adds children; with none at all the node still has a list of them, an empty one.
    public NodeBuilder children(Collection<Node> more) {
        requireNoContent();
        children.addAll(more);
        if (children.isEmpty()) {
            content = Children.NOBODY;
        }
        return this;
    }

    public NodeBuilder bytes(Octets value) {
        return content(new Content.Bytes(value));
    }

    /// A text. One that has no short form on the wire arrives as bytes; see [Content.Text].
    public NodeBuilder text(String value) {
        return content(new Content.Text(value));
    }

    private NodeBuilder content(Content value) {
        requireNoContent();
        if (!children.isEmpty()) {
            throw new IllegalStateException(tag + ": has children already");
        }
        content = value;
        return this;
    }

    private void requireNoContent() {
        if (!(content instanceof Content.None || content instanceof Children)) {
            throw new IllegalStateException(tag + ": has content already");
        }
    }

    public Node build() {
        return new Node(
                tag,
                pairs.isEmpty() ? Attributes.NONE : new Attributes(pairs.toArray(), tag),
                children.isEmpty() ? content : Children.copyOf(children));
    }
}
