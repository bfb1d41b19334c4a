package io.wigwag.gateway.message;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Another process that shares a data folder. It says where its own files lie, and lives until it is told more.
final class TransitProcess {
    private TransitProcess() {}

    public static void main(String... data) throws Exception {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        out.println(Transit.folder(Path.of(data[0])));
        var _ = System.in.read();
    }
}
