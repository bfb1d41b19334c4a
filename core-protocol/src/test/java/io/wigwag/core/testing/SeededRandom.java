package io.wigwag.core.testing;

import java.security.SecureRandom;
import java.util.Random;

/// Random bytes that come again with the same seed.
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final transient Random random;

    public SeededRandom(long seed) {
        random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public int nextInt(int bound) {
        return random.nextInt(bound);
    }

    @Override
    public int nextInt() {
        return random.nextInt();
    }

    @Override
    public boolean nextBoolean() {
        return random.nextBoolean();
    }
}
