package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Audio;
import io.wigwag.core.message.content.Content;
import io.wigwag.core.message.content.Dimensions;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.StickerPack;
import io.wigwag.core.message.content.Thumbnail;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.proto.e2e.AudioMessage;
import io.wigwag.proto.e2e.DocumentMessage;
import io.wigwag.proto.e2e.ImageMessage;
import io.wigwag.proto.e2e.StickerMessage;
import io.wigwag.proto.e2e.StickerPackMessage;
import io.wigwag.proto.e2e.VideoMessage;
import java.util.Optional;

/// Files out of their messages; none where the file is not named as it should be.
final class MediaReader {
    private static final StickerPack.Origin[] ORIGINS = StickerPack.Origin.values();
    private static final String UNKNOWN = "application/octet-stream";

    private MediaReader() {}

    static Dimensions dimensions(int width, int height) {
        return width < 0 || height < 0 ? Dimensions.UNKNOWN : new Dimensions(width, height);
    }

    static Optional<Content> read(ImageMessage image) {
        return FileFields.read(image, "image/jpeg")
                .map(file -> new Image(
                        file,
                        image.getCaption(),
                        dimensions(image.getWidth(), image.getHeight()),
                        ProtoValues.octets(image.getJpegThumbnail())));
    }

    static Optional<Content> read(VideoMessage video) {
        return FileFields.read(video, "video/mp4")
                .map(file -> new Video(
                        file,
                        video.getCaption(),
                        dimensions(video.getWidth(), video.getHeight()),
                        ProtoValues.duration(video.getSeconds()),
                        ProtoValues.octets(video.getJpegThumbnail()),
                        video.getGifPlayback()));
    }

    static Optional<Content> readNote(VideoMessage video) {
        return FileFields.read(video, "video/mp4")
                .map(file -> new VideoNote(
                        file,
                        dimensions(video.getWidth(), video.getHeight()),
                        ProtoValues.duration(video.getSeconds()),
                        ProtoValues.octets(video.getJpegThumbnail())));
    }

    static Optional<Content> read(AudioMessage audio) {
        var length = ProtoValues.duration(audio.getSeconds());
        return FileFields.read(audio, audio.getPtt() ? VoiceNote.MIMETYPE : "audio/mp4")
                .map(file -> audio.getPtt()
                        ? new VoiceNote(
                                file, length, ProtoValues.octets(audio.getWaveform()), audio.getBackgroundArgb())
                        : new Audio(file, length));
    }

    static Optional<Content> read(DocumentMessage document) {
        return FileFields.read(document, UNKNOWN)
                .map(file -> new Document(
                        file,
                        document.getFileName(),
                        document.getTitle(),
                        document.getCaption(),
                        document.getPageCount(),
                        ProtoValues.octets(document.getJpegThumbnail())));
    }

    static Optional<Content> read(StickerMessage sticker) {
        return FileFields.read(sticker, "image/webp")
                .map(file -> new Sticker(
                        file,
                        dimensions(sticker.getWidth(), sticker.getHeight()),
                        form(sticker.getIsAnimated(), sticker.getIsLottie()),
                        ProtoValues.octets(sticker.getPngThumbnail())));
    }

    private static Sticker.Form form(boolean animated, boolean lottie) {
        if (lottie) {
            return Sticker.Form.LOTTIE;
        }
        return animated ? Sticker.Form.ANIMATED : Sticker.Form.STILL;
    }

    static Optional<Content> read(StickerPackMessage pack) {
        return FileFields.read(pack, StickerPack.MIMETYPE)
                .map(file -> new StickerPack(
                        new StickerPack.Label(
                                pack.getStickerPackId(),
                                pack.getName(),
                                pack.getPublisher(),
                                pack.getPackDescription(),
                                ProtoValues.numbered(ORIGINS, pack.getStickerPackOriginValue())
                                        .orElse(StickerPack.Origin.THIRD_PARTY)),
                        pack.getStickersList().stream()
                                .map(item -> new StickerPack.Item(
                                        item.getFileName(),
                                        item.getMimetype(),
                                        form(item.getIsAnimated(), item.getIsLottie()),
                                        item.getEmojisList()))
                                .toList(),
                        file,
                        pack.getCaption(),
                        pack.getTrayIconFileName(),
                        thumbnail(pack)));
    }

    private static Optional<Thumbnail> thumbnail(StickerPackMessage pack) {
        return pack.getThumbnailDirectPath().isEmpty()
                ? Optional.empty()
                : Optional.of(new Thumbnail(
                        pack.getThumbnailDirectPath(),
                        ProtoValues.octets(pack.getThumbnailSha256()),
                        FileFields.seal(
                                ProtoValues.octets(pack.getMediaKey()),
                                ProtoValues.octets(pack.getThumbnailEncSha256()),
                                pack.getMediaKeyTimestamp()),
                        dimensions(pack.getThumbnailWidth(), pack.getThumbnailHeight())));
    }
}
