package io.wigwag.core.media;

import io.wigwag.core.stanza.Line;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Takes a file all the way to the hosts: sealed into a folder for what is on its way, since its name there is the hash
/// of the whole, then uploaded, then removed. Safe for use by many threads.
public final class OutgoingMedia {
    private final MediaSealer sealer;
    private final MediaUploads uploads;
    private final Path folder;
    private final InstantSource clock;
    private final SecureRandom random;

    public OutgoingMedia(
            MediaSealer sealer, MediaUploads uploads, Path folder, InstantSource clock, SecureRandom random) {
        this.sealer = sealer;
        this.uploads = uploads;
        this.folder = folder;
        this.clock = clock;
        this.random = random;
    }

    /// Uploads what a stream gives until its end; what a message then says of it. Does not close the stream.
    public MediaReference upload(MediaKind kind, String mimetype, InputStream file, Line line)
            throws UploadFailed, IOException {
        var sealed = Files.createTempFile(folder, ".leaving-", ".part");
        try {
            var madeAt = clock.instant();
            var facts = seal(kind, file, sealed);
            var there = uploads.upload(kind, MediaBlob.sealed(facts, sealed), line);
            var reference = facts.at(there.path(), mimetype, madeAt);
            return there.url().map(reference::withUrl).orElse(reference);
        } finally {
            Files.deleteIfExists(sealed);
        }
    }

    private SealedMedia seal(MediaKind kind, InputStream file, Path sealed) throws IOException {
        try (var out = Files.newOutputStream(sealed)) {
            return sealer.seal(kind, MediaKey.generate(random), file, out);
        }
    }
}
