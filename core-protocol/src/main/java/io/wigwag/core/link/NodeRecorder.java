package io.wigwag.core.link;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// Writes the nodes of a connection as text, one a line: the time, the direction, the node with its secrets cut, so
/// that
/// the file can be read as it is.
public final class NodeRecorder implements NodeTap {
    private final Appendable out;
    private final InstantSource clock;
    private final NodeText text = NodeText.safe();

    public NodeRecorder(Appendable out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void received(Node node) {
        write("< ", node);
    }

    @Override
    public void sent(Node node) {
        write("> ", node);
    }

    private void write(String direction, Node node) {
        try {
            out.append(clock.instant().toString())
                    .append(' ')
                    .append(direction)
                    .append(text.of(node))
                    .append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the recording cannot be written", e);
        }
    }
}
