package io.wigwag.core.media;

import java.util.Optional;

/// A file that lies on the hosts.
///
/// @param handle by which a channel's message names it
public record Uploaded(MediaPath path, Optional<String> url, Optional<String> handle) {}
