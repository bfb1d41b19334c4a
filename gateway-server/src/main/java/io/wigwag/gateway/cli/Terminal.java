package io.wigwag.gateway.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// Where a command writes: results to `out`, everything a person should read beside them to `err`.
public record Terminal(PrintWriter out, PrintWriter err) {

    /// The process's own streams, in UTF-8 whatever the locale says: QR blocks and names need it.
    public static Terminal ofProcess() {
        return new Terminal(utf8(FileDescriptor.out), utf8(FileDescriptor.err));
    }

    private static PrintWriter utf8(FileDescriptor stream) {
        return new PrintWriter(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }
}
