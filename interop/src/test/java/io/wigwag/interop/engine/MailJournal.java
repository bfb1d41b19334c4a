package io.wigwag.interop.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Lines that are on the disk once they are written, each once. A line whose end is missing was never written.
final class MailJournal implements AutoCloseable {
    private final FileChannel file;
    private final Set<String> lines;

    private MailJournal(FileChannel file, Set<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    static MailJournal open(Path path) throws IOException {
        var lines = read(path);
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var length = 0L;
        for (var line : lines) {
            length += bytes(line).length;
        }
        file.truncate(length);
        file.position(length);
        return new MailJournal(file, new HashSet<>(lines));
    }

    /// The lines that were written to their ends, in their order.
    static List<String> read(Path path) throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        var text = Files.readString(path, StandardCharsets.UTF_8);
        var whole = text.substring(0, text.lastIndexOf('\n') + 1);
        return new ArrayList<>(whole.lines().toList());
    }

    /// False when the line was there already.
    boolean add(String line) throws IOException {
        if (!lines.add(line)) {
            return false;
        }
        var bytes = ByteBuffer.wrap(bytes(line));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(false);
        return true;
    }

    boolean has(String line) {
        return lines.contains(line);
    }

    private static byte[] bytes(String line) {
        return (line + '\n').getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
