package io.wigwag.interop.drive;

import java.util.ArrayDeque;
import java.util.Deque;

/// The last lines that a driver wrote to standard error.
final class StandardError {
    private static final int KEPT_LINES = 40;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        lines.add(line);
        if (lines.size() > KEPT_LINES) {
            lines.removeFirst();
        }
    }

    synchronized String text() {
        return String.join("\n", lines);
    }
}
