package io.wigwag.benchmarks.sandbox;

import io.wigwag.sandbox.Sandbox;
import io.wigwag.sandbox.SandboxSettings;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// A sandbox in a process of its own: says where it is, then answers each line `heap` with the bytes in use after a
/// collection. Ends with its input. With a folder and a port it keeps its world there, so that another process may go
/// on with it.
final class SandboxHost {
    private static final int UNLIMITED = 1_000_000;

    private SandboxHost() {}

    public static void main(String[] arguments) throws Exception {
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var begun = System.nanoTime();
        var settings = SandboxSettings.builder();
        if (arguments.length == 2) {
            settings.data(Path.of(arguments[0])).plainPort(Integer.parseInt(arguments[1]));
        } else {
            settings.plainPort(0);
        }
        var ready = settings.build();
        // Whoever measures wants to know how fast a client is, not to be held for one that has gone mad.
        ready.stanzasASecond = UNLIMITED;
        try (var sandbox = Sandbox.start(ready);
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            var millis = (System.nanoTime() - begun) / 1_000_000;
            out.println(sandbox.plainPort().orElseThrow() + " "
                    + sandbox.noiseRoot().octets().toHex() + " " + millis);
            while (in.readLine() != null) {
                out.println(heap());
            }
        }
    }

    private static long heap() {
        var memory = ManagementFactory.getMemoryMXBean();
        for (var i = 0; i < 4; i++) {
            memory.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
    }
}
