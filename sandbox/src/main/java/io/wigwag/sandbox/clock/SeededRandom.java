package io.wigwag.sandbox.clock;

import io.wigwag.core.crypto.HmacSha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.SecureRandomSpi;

/// Random bytes that a seed determines: a sandbox's secrets are worth nothing, its repeatability much.
public final class SeededRandom extends SecureRandom {
    private static final long serialVersionUID = 1;

    private static final int RUN = 40;

    private final long seed;
    private final Stream stream;

    public SeededRandom(long seed) {
        this(seed, new Stream(seed));
    }

    private SeededRandom(long seed, Stream stream) {
        super(stream, null);
        this.seed = seed;
        this.stream = stream;
    }

    /// From now on bytes of another run of the same seed; those of run 0 just go on.
    void goOn(long run) {
        if (run > 0) {
            stream.moveTo(run << RUN);
        }
    }

    public long seed() {
        return seed;
    }

    private static final class Stream extends SecureRandomSpi {
        private static final long serialVersionUID = 1;

        private final byte[] key;
        private long block;
        private byte[] left = new byte[0];
        private int used;

        Stream(long seed) {
            key = HmacSha256.of(
                    "wigwag sandbox".getBytes(StandardCharsets.UTF_8),
                    ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
        }

        synchronized void moveTo(long number) {
            block = number;
            used = left.length;
        }

        @Override
        protected void engineSetSeed(byte[] more) {
            // The seed it was made with is the whole point.
        }

        @Override
        protected synchronized void engineNextBytes(byte[] bytes) {
            for (var i = 0; i < bytes.length; i++) {
                if (used == left.length) {
                    left = HmacSha256.of(
                            key,
                            ByteBuffer.allocate(Long.BYTES).putLong(block++).array());
                    used = 0;
                }
                bytes[i] = left[used++];
            }
        }

        @Override
        protected byte[] engineGenerateSeed(int size) {
            var bytes = new byte[size];
            engineNextBytes(bytes);
            return bytes;
        }
    }
}
