package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;
import java.util.List;
import java.util.Optional;

/// Several stickers in one archive.
///
/// @param trayIcon the file in the archive that stands for the pack
/// @param thumbnail a picture of the pack; its seal has the archive's key
public record StickerPack(
        Label label,
        List<Item> stickers,
        MediaReference file,
        String caption,
        String trayIcon,
        Optional<Thumbnail> thumbnail)
        implements Media {

    /// All packs are archives of one kind.
    public static final String MIMETYPE = "application/zip";

    public StickerPack {
        stickers = List.copyOf(stickers);
    }

    /// What the pack is called and who made it.
    public record Label(String id, String name, String publisher, String description, Origin origin) {}

    /// One sticker in the archive.
    public record Item(String fileName, String mimetype, Sticker.Form form, List<String> emojis) {
        public Item {
            emojis = List.copyOf(emojis);
        }
    }

    /// Where packs come from.
    public enum Origin {
        FIRST_PARTY,
        THIRD_PARTY,
        USER_CREATED
    }

    @Override
    public String text() {
        return caption;
    }
}
