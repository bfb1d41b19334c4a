package io.wigwag.storage.seal;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// Gives 00 01 02 .. , so that a test knows what was drawn.
public final class CountingRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final AtomicInteger next = new AtomicInteger();

    @Override
    public void nextBytes(byte[] bytes) {
        for (var i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) next.getAndIncrement();
        }
    }
}
