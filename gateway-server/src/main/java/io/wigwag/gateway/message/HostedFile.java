package io.wigwag.gateway.message;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.message.content.Dimensions;
import io.wigwag.core.octets.Octets;

/// A file that lies on WhatsApp's hosts, with what people see of it before they fetch it.
///
/// @param thumbnail a small JPEG; empty for none
record HostedFile(MediaReference file, Dimensions size, Octets thumbnail) {
    /// One that shows nothing of itself.
    static HostedFile of(MediaReference file) {
        return new HostedFile(file, Dimensions.UNKNOWN, Octets.EMPTY);
    }
}
