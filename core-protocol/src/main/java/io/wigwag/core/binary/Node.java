package io.wigwag.core.binary;

import io.wigwag.core.octets.Octets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// One element of the trees that client and server exchange: a tag, attributes in order, and content. Immutable.
///
/// Made by [NodeDecoder] or fluently: `Node.tag("iq").attribute("type", "get").child(Node.of("ping")).build()`.
public final class Node {
    private final String tag;
    private final Attributes attributes;
    private final Content content;

    Node(String tag, Attributes attributes, Content content) {
        this.tag = tag;
        this.attributes = attributes;
        this.content = content;
    }

    /// A node of nothing but a tag.
    public static Node of(String tag) {
        return tag(tag).build();
    }

    /// Begins a node.
    public static NodeBuilder tag(String tag) {
        return new NodeBuilder(tag);
    }

    /// Begins a node that is this one but for what is changed: [NodeBuilder#set] replaces attributes.
    public NodeBuilder toBuilder() {
        return new NodeBuilder(this);
    }

    public String tag() {
        return tag;
    }

    public boolean is(String tag) {
        return this.tag.equals(tag);
    }

    public Attributes attributes() {
        return attributes;
    }

    public Content content() {
        return content;
    }

    /// The nodes inside; none where there is another kind of content.
    public List<Node> children() {
        return content instanceof Children children ? children : Children.NOBODY;
    }

    /// The nodes inside that have this tag.
    public List<Node> children(String tag) {
        return children().stream().filter(child -> child.is(tag)).toList();
    }

    /// The first node inside with this tag.
    public Optional<Node> child(String tag) {
        for (var child : children()) {
            if (child.is(tag)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    public Node requireChild(String tag) throws MalformedNode {
        return child(tag).orElseThrow(() -> new MalformedNode(this.tag + ": no child " + tag));
    }

    /// The content as bytes: the same for a text, whose form on the wire is the sender's choice.
    public Optional<Octets> bytes() {
        return switch (content) {
            case Content.Bytes(var value) -> Optional.of(value);
            case Content.Text(var value) -> Optional.of(Octets.wrap(value.getBytes(StandardCharsets.UTF_8)));
            case Content.None _ -> Optional.empty();
            case Children _ -> Optional.empty();
        };
    }

    public Octets requireBytes() throws MalformedNode {
        return bytes().orElseThrow(() -> new MalformedNode(tag + ": no bytes inside"));
    }

    /// The content as text: the same for bytes, in UTF-8.
    public Optional<String> text() {
        return switch (content) {
            case Content.Bytes(var value) -> Optional.of(new String(value.toArray(), StandardCharsets.UTF_8));
            case Content.Text(var value) -> Optional.of(value);
            case Content.None _ -> Optional.empty();
            case Children _ -> Optional.empty();
        };
    }

    public String requireText() throws MalformedNode {
        return text().orElseThrow(() -> new MalformedNode(tag + ": no text inside"));
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof Node that
                        && tag.equals(that.tag)
                        && attributes.equals(that.attributes)
                        && content.equals(that.content));
    }

    @Override
    public int hashCode() {
        return (tag.hashCode() * 31 + attributes.hashCode()) * 31 + content.hashCode();
    }

    /// The node as logs may show it: see [NodeText].
    @Override
    public String toString() {
        return NodeText.safe().of(this);
    }
}
