package io.wigwag.sandbox.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.http.Body;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {
    private final SandboxClock clock =
            new SandboxClock(Instant::now, new SandboxClock.Mode.Manual(Instant.ofEpochSecond(1_700_000_000)));

    private Blobs blobs(Shelf shelf) {
        return new Blobs(clock, () -> Duration.ofDays(1), shelf);
    }

    private static Octets filled(int size, int with) {
        var bytes = new byte[size];
        Arrays.fill(bytes, (byte) with);
        return Octets.wrap(bytes);
    }

    @Test
    void memoryIsBounded() throws Exception {
        var shelf = Shelf.withMemory(1000);
        try (var blobs = blobs(shelf)) {
            for (var i = 0; i < 50; i++) {
                blobs.store("image", filled(100, i));
                assertThat(shelf.inMemory()).isLessThanOrEqualTo(1000);
            }
            for (var i = 0; i < 50; i++) {
                var blob = blobs.find("image", Blob.token(Hashes.sha256(new Body.InMemory(filled(100, i)))));
                assertThat(blob.orElseThrow().content().bytes()).isEqualTo(filled(100, i));
            }
            blobs.clear();
            assertThat(shelf.inMemory()).isZero();
        }
    }

    @Test
    void whatIsTooOldLeavesTheDiskWithTheNextUpload(@TempDir Path folder) throws Exception {
        var blobs = blobs(Shelf.lasting(folder));
        blobs.store("image", filled(10, 1));
        clock.set(new SandboxClock.Mode.Manual(clock.instant().plus(Duration.ofDays(1))));
        blobs.store("image", filled(10, 2));
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
        assertThat(blobs.all()).hasSize(1);
    }

    @Test
    void aCopyOutlivesItsOriginal() throws Exception {
        try (var blobs = blobs(Shelf.withMemory(0))) {
            var original = blobs.store("image", filled(10, 1));
            var copy = blobs.copy(original);
            var other = blobs.copy(original);
            blobs.remove(original);
            assertThat(blobs.find(original.path())).isEmpty();
            assertThat(blobs.find(copy.path()).orElseThrow().content().bytes()).isEqualTo(filled(10, 1));
            assertThat(other.path()).isNotEqualTo(copy.path());
        }
    }

    @Test
    void theSameBytesTwiceAreOneBlob() {
        var blobs = blobs(Shelf.temporary());
        var first = blobs.store("image", filled(10, 1));
        var second = blobs.store("image", filled(10, 1));
        assertThat(second.path()).isEqualTo(first.path());
        assertThat(blobs.all()).hasSize(1);
    }
}
