package io.wigwag.core.media;

/// A place that takes and gives files.
///
/// @param name with its port, where that is another than usual
/// @param fallback whether it is meant for when the others fail
public record MediaHost(String name, boolean fallback) {
    public MediaHost {
        if (!isName(name)) {
            throw new IllegalArgumentException("media host: not a host name, with a port or without");
        }
    }

    /// Whether this names a host and nothing else, so that it can stand in an address.
    static boolean isName(String text) {
        return text.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,252}(:[0-9]{1,5})?");
    }
}
