package io.wigwag.interop.conform;

import java.io.Serial;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// Gives the random bytes that the vectors' own run drew, in its order. Asking for other sizes, or for more, is a bug.
final class ScriptedRandom extends SecureRandom {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Queue<byte[]> script;

    ScriptedRandom(byte[]... script) {
        this.script = new ArrayDeque<>(List.of(script));
    }

    @Override
    public void nextBytes(byte[] bytes) {
        var next = script.remove();
        if (next.length != bytes.length) {
            throw new AssertionError("asked for " + bytes.length + " random bytes where the run drew " + next.length);
        }
        System.arraycopy(next, 0, bytes, 0, bytes.length);
    }
}
