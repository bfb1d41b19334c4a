package io.wigwag.core.media;

import io.wigwag.core.testing.SeededRandom;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/// Seals a large file and opens what comes out at once; a program of its own, so that its heap can be small.
final class LargeFileRun {
    private LargeFileRun() {}

    public static void main(String[] arguments) throws Exception {
        var size = Long.parseLong(arguments[0]);
        var key = MediaKey.generate(new SeededRandom(1));
        var wanted = new WantedMedia(
                MediaKind.VIDEO,
                TestFile.PATH,
                Optional.of(key),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(size));
        var intake = MediaIntake.of(wanted, size, OutputStream.nullOutputStream());
        var sealed = MediaSealer.with(Thread.ofVirtual().factory())
                .seal(MediaKind.VIDEO, key, new Counting(size), new Opening(intake));
        intake.finish();
        if (sealed.size() != size || intake.taken() != sealed.sealedSize()) {
            throw new AssertionError("sealed " + sealed.size() + " bytes of " + size);
        }
    }

    /// Bytes without end, up to one.
    private static final class Counting extends InputStream {
        private long left;

        Counting(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left == 0 ? -1 : (int) (left-- & 0xff);
        }

        @Override
        public int read(byte[] bytes, int offset, int size) {
            var part = (int) Math.min(left, size);
            for (var i = 0; i < part; i += 512) {
                bytes[offset + i] = (byte) left;
            }
            left -= part;
            return part == 0 && size > 0 ? -1 : part;
        }
    }

    private static final class Opening extends OutputStream {
        private final MediaIntake intake;

        Opening(MediaIntake intake) {
            this.intake = intake;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int size) throws IOException {
            try {
                intake.take(bytes, offset, size);
            } catch (LimitExceeded exceeded) {
                throw new IOException(exceeded);
            }
        }
    }
}
