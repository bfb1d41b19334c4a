package io.wigwag.sandbox.phone;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.media.Blob;
import io.wigwag.sandbox.media.Blobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Uploads to the sandbox's own media host.
public record BlobUploads(Blobs blobs) implements Uploads {
    @Override
    public String store(String kind, Octets bytes) {
        return blobs.store(kind, bytes).path();
    }

    @Override
    public Optional<String> again(String path) {
        return blobs.find(path).map(this::copy).map(Blob::path);
    }

    private Blob copy(Blob original) {
        try {
            return blobs.copy(original);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
