package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import io.wigwag.core.octets.Octets;

/// A file of any sort.
///
/// @param title mostly the file's name again
/// @param pages how many, of what has pages
/// @param thumbnail a small JPEG of the first page
public record Document(MediaReference file, String fileName, String title, String caption, int pages, Octets thumbnail)
        implements Media {

    public static Document of(MediaReference file, String fileName) {
        return new Document(file, fileName, "", "", 0, Octets.EMPTY);
    }

    public Document withTitle(String words) {
        return new Document(file, fileName, words, caption, pages, thumbnail);
    }

    public Document withCaption(String words) {
        return new Document(file, fileName, title, words, pages, thumbnail);
    }

    public Document withPages(int count) {
        return new Document(file, fileName, title, caption, count, thumbnail);
    }

    public Document withThumbnail(Octets jpeg) {
        return new Document(file, fileName, title, caption, pages, jpeg);
    }

    @Override
    public String text() {
        return caption;
    }
}
