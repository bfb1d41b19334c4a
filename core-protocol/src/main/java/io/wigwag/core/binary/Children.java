package io.wigwag.core.binary;

import java.util.AbstractList;
import java.util.Collection;
import java.util.Objects;
import java.util.RandomAccess;

/// The nodes inside a node, unchangeable. It is the list itself and not a wrapper of one: a group's answer holds
/// hundreds of these.
public final class Children extends AbstractList<Node> implements Content, RandomAccess {
    static final Children NOBODY = new Children(new Node[0]);

    private final Node[] nodes;

    /// The array itself: the caller never writes to it again.
    Children(Node[] nodes) {
        this.nodes = nodes;
    }

    public static Children of(Node... nodes) {
        return owning(nodes.clone());
    }

    public static Children copyOf(Collection<Node> nodes) {
        return nodes instanceof Children same ? same : owning(nodes.toArray(Node[]::new));
    }

    private static Children owning(Node[] nodes) {
        for (var node : nodes) {
            Objects.requireNonNull(node);
        }
        return nodes.length == 0 ? NOBODY : new Children(nodes);
    }

    @Override
    public Node get(int index) {
        return nodes[index];
    }

    @Override
    public int size() {
        return nodes.length;
    }
}
