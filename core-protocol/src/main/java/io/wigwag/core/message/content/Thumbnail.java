package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference.Seal;
import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// A small picture that was uploaded beside what it shows.
///
/// @param seal absent in channels, where it lies in the clear
public record Thumbnail(String directPath, Octets sha256, Optional<Seal> seal, Dimensions size) {}
