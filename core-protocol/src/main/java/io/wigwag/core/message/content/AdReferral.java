package io.wigwag.core.message.content;

import io.wigwag.core.octets.Octets;

/// The advertisement that led somebody to a business: what it showed, and how to recognise it.
public record AdReferral(String title, String body, Source source, Octets thumbnail) {

    /// Where the advertisement stands.
    ///
    /// @param type `ad` or `post`
    /// @param clickId the click, as advertising accounts count it
    public record Source(String type, String id, String url, String clickId) {
        public static final Source UNKNOWN = new Source("", "", "", "");
    }
}
