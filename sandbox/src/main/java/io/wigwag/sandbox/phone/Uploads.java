package io.wigwag.sandbox.phone;

import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// Where a phone puts files for others to fetch.
public interface Uploads {
    /// Keeps the bytes, and answers with the path under which the media host serves them.
    String store(String kind, Octets bytes);

    /// Uploads once more what lies at a path; empty where it is gone for good.
    default Optional<String> again(String path) {
        return Optional.empty();
    }
}
