package io.wigwag.sandbox.phone;

import io.wigwag.core.octets.Octets;

/// Where a phone puts files for others to fetch.
public interface Uploads {
    /// Keeps the bytes, and answers with the path under which the media host serves them.
    String store(String kind, Octets bytes);
}
