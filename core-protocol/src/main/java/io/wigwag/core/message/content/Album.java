package io.wigwag.core.message.content;

/// That pictures and videos follow which belong together; each names this message in [Draft#album()].
public record Album(int images, int videos) implements Content {

    public Album {
        if (images < 0 || videos < 0) {
            throw new IllegalArgumentException("album: " + images + " + " + videos + " (expected: 0 or more)");
        }
    }
}
