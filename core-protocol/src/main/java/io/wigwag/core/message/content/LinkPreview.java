package io.wigwag.core.message.content;

import io.wigwag.core.octets.Octets;
import java.util.Optional;

/// A card for a link.
///
/// @param link as it stands in the text
/// @param thumbnail a small JPEG inside the message
/// @param picture a larger one, uploaded
public record LinkPreview(
        String link, String title, String description, Kind kind, Octets thumbnail, Optional<Thumbnail> picture) {

    public static LinkPreview of(String link, String title, String description) {
        return new LinkPreview(link, title, description, Kind.PLAIN, Octets.EMPTY, Optional.empty());
    }

    public LinkPreview withThumbnail(Octets jpeg) {
        return new LinkPreview(link, title, description, kind, jpeg, picture);
    }

    public LinkPreview withPicture(Thumbnail uploaded) {
        return new LinkPreview(link, title, description, kind, thumbnail, Optional.of(uploaded));
    }

    public LinkPreview withKind(Kind other) {
        return new LinkPreview(link, title, description, other, thumbnail, picture);
    }

    /// What the link leads to.
    public enum Kind {
        PLAIN(0),
        VIDEO(1),
        PLACEHOLDER(4),
        IMAGE(5),
        PAYMENT(6),
        PROFILE(7);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        /// Its number on the wire.
        public int number() {
            return number;
        }
    }
}
