package io.wigwag.core.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.testing.SeededRandom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/// A file, what it looks like sealed, and what a message says of it.
record TestFile(Octets plain, Octets sealed, SealedMedia facts, WantedMedia wanted) {
    static final MediaPath PATH = new MediaPath("/v/t62.7118-24/1_n.enc?ccb=11-4&oh=a");

    static TestFile of(int size, SeededRandom random) {
        var plain = new byte[size];
        random.nextBytes(plain);
        var out = new ByteArrayOutputStream();
        try {
            var facts = MediaSealer.alone()
                    .seal(MediaKind.IMAGE, MediaKey.generate(random), new ByteArrayInputStream(plain), out);
            var reference = facts.at(PATH, "image/jpeg", Instant.EPOCH);
            return new TestFile(
                    Octets.wrap(plain),
                    Octets.wrap(out.toByteArray()),
                    facts,
                    WantedMedia.of(MediaKind.IMAGE, reference).orElseThrow());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// The same, with nothing known but where it lies and its key.
    WantedMedia unproven() {
        return new WantedMedia(
                wanted.kind(), wanted.path(), wanted.key(), Optional.empty(), Optional.empty(), OptionalLong.empty());
    }

    /// As a channel's file: nobody needs a key.
    WantedMedia open() {
        return new WantedMedia(
                wanted.kind(), wanted.path(), Optional.empty(), Optional.empty(), wanted.hash(), wanted.size());
    }
}
