package io.wigwag.core.message.preview;

import io.wigwag.core.octets.Octets;
import java.net.URI;

/// Fetches pages for previews. What it may reach is for its maker to guard: an address comes from whoever wrote the
/// text, and may point into the own network. It blocks, bounds the time, and follows redirects under the same guard.
public interface PageSource {

    /// What lies at an address, up to so many bytes; what is longer is cut.
    Page fetch(URI address, int atMost) throws PageUnavailable;

    /// Something fetched.
    ///
    /// @param address where it was found in the end, after redirects
    /// @param contentType as the header says it; empty for unsaid
    /// @param complete whether nothing was cut
    record Page(URI address, String contentType, Octets body, boolean complete) {}

    /// There is nothing to be had, or it must not be fetched.
    final class PageUnavailable extends Exception {
        private static final long serialVersionUID = 1;

        public PageUnavailable(String why) {
            super(why, null, false, false);
        }
    }
}
