package io.wigwag.storage.document;

/// A record as it was at one version; replaced only if it still is.
public record Versioned<R>(Tenant tenant, R record, long version) {
    /// Another content for what was read, to be replaced.
    public Versioned<R> with(R changed) {
        return new Versioned<>(tenant, changed, version);
    }
}
