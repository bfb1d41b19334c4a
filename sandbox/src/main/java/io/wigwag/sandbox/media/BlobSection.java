package io.wigwag.sandbox.media;

import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.state.Entries;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.StateSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// What was uploaded, by path; the bytes lie beside the journal, in files that are on the disk before their entry is.
final class BlobSection implements StateSection {
    private static final String NAME = "media";

    private final Blobs blobs;

    private BlobSection(Blobs blobs) {
        this.blobs = blobs;
    }

    static void add(Ledger ledger, WorldLoop loop, Blobs blobs) {
        ledger.add(new BlobSection(blobs));
        if (ledger.isLasting()) {
            blobs.keptBy((path, afterwards) -> inTheWorld(loop, () -> {
                ledger.touch(NAME, path);
                loop.release(afterwards);
            }));
        }
    }

    /// On another thread, the upload is answered only when it is kept.
    private static void inTheWorld(WorldLoop loop, Runnable change) {
        try {
            loop.call(() -> {
                change.run();
                return true;
            });
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Collection<String> keys() {
        return blobs.held().stream().map(Blob::path).sorted().toList();
    }

    @Override
    public Optional<ObjectNode> dump(String key) {
        return blobs.at(key).map(blob -> {
            var json = Entries.object()
                    .put("kind", blob.kind())
                    .put("sha256", Entries.base64(blob.sha256()))
                    .put("size", blob.size())
                    .put("storedAt", blob.storedAt().toString())
                    .put("expiresAt", blob.expiresAt().toString());
            Shelf.name(blob.content()).ifPresent(file -> json.put("file", file));
            return json;
        });
    }

    @Override
    public void restore(String key, ObjectNode entry) {
        try {
            blobs.shelf()
                    .find(entry.path("file").asString())
                    .ifPresent(content -> blobs.restore(new Blob(
                            key,
                            entry.path("kind").asString(),
                            Entries.octets(entry.path("sha256")),
                            content,
                            Entries.time(entry.path("storedAt")),
                            Entries.time(entry.path("expiresAt")))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
