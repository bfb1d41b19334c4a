package io.wigwag.sandbox.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.http.Body;
import java.time.Instant;
import java.util.Base64;

/// Bytes that somebody uploaded.
///
/// @param path where they are fetched from, which begins with a slash
/// @param kind what the uploader said they were; nobody checks it
/// @param expiresAt from then on they are gone
public record Blob(String path, String kind, Octets sha256, Body content, Instant storedAt, Instant expiresAt) {
    public long size() {
        return content.size();
    }

    /// The name that uploads go by: the hash, in the alphabet of addresses.
    public String token() {
        return token(sha256);
    }

    /// The number that clients hand on as the upload's handle.
    public String handle() {
        return sha256.slice(0, 8).toHex();
    }

    static String token(Octets sha256) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.toArray());
    }
}
