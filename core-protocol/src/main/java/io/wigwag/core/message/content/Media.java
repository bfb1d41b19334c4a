package io.wigwag.core.message.content;

import io.wigwag.core.media.MediaReference;

/// A message with an uploaded file.
public sealed interface Media extends Content
        permits Audio, Document, Image, Sticker, StickerPack, Video, VideoNote, VoiceNote {

    MediaReference file();

    /// Whether people can be let open it one time only.
    default boolean canBeViewOnce() {
        return false;
    }
}
