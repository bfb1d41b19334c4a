package io.wigwag.benchmarks.sandbox;

import io.wigwag.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/// A sandbox in a process of its own: says where it is, then answers each line `heap` with the bytes in use after a
/// collection. Ends with its input.
final class SandboxHost {
    private SandboxHost() {}

    public static void main(String[] arguments) throws Exception {
        var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        var begun = System.nanoTime();
        try (var sandbox = Sandbox.start();
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
