package io.wigwag.core.link;

import io.wigwag.core.binary.Node;
import io.wigwag.core.binary.NodeText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the nodes of a connection as text, one a line: the time, the direction (`<` came, `>` went), the node with
/// its secrets cut. Used by the connection's thread.
///
/// Recording serves support and must never harm what it looks at: where it can't be written any more it ends, says so
/// in the log, and the connection goes on.
public final class NodeRecorder implements NodeTap, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NodeRecorder.class);

    private final Writer out;
    private final InstantSource clock;
    private final NodeText text = NodeText.safe();
    private boolean ended;

    public NodeRecorder(Writer out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /// Records into a new file that only its owner can read.
    ///
    /// @throws IOException when there is a file of that name, or none can be made
    public static NodeRecorder into(Path file, InstantSource clock) throws IOException {
        var channel = Files.newByteChannel(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownersOnly());
        return new NodeRecorder(new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8)), clock);
    }

    @Override
    public void received(Node node) {
        write(" < ", node);
    }

    @Override
    public void sent(Node node) {
        write(" > ", node);
    }

    /// Ends the recording; what comes after is not in it.
    @Override
    public void close() throws IOException {
        ended = true;
        out.close();
    }

    private void write(String direction, Node node) {
        if (ended) {
            return;
        }
        try {
            out.append(clock.instant().toString())
                    .append(direction)
                    .append(text.of(node))
                    .append('\n');
        } catch (IOException full) {
            ended = true;
            LOG.atWarn().addKeyValue("cause", full).log("recording of a connection ended early");
        }
    }

    private static FileAttribute<?>[] ownersOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
