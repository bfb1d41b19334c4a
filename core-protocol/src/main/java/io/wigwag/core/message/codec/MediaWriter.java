package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.Audio;
import io.wigwag.core.message.content.Dimensions;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.StickerPack;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.octets.Octets;
import io.wigwag.proto.e2e.Message;
import io.wigwag.proto.e2e.StickerPackMessage;
import io.wigwag.proto.e2e.VideoMessage;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/// Files to their messages.
final class MediaWriter {
    private MediaWriter() {}

    static void write(Media media, Message.Builder out) {
        switch (media) {
            case Image image -> {
                var message = out.getImageMessageBuilder();
                FileFields.write(image.file(), message);
                text(image.caption(), message::setCaption);
                size(image.size(), message::setWidth, message::setHeight);
                bytes(image.thumbnail(), jpeg -> message.setJpegThumbnail(ProtoValues.bytes(jpeg)));
            }
            case Video video -> {
                var message = out.getVideoMessageBuilder();
                FileFields.write(video.file(), message);
                text(video.caption(), message::setCaption);
                moving(video.size(), video.length(), video.thumbnail(), message);
                if (video.gif()) {
                    message.setGifPlayback(true);
                }
            }
            case VideoNote note -> {
                var message = out.getPtvMessageBuilder();
                FileFields.write(note.file(), message);
                moving(note.size(), note.length(), note.thumbnail(), message);
            }
            case Audio audio -> {
                var message = out.getAudioMessageBuilder();
                FileFields.write(audio.file(), message);
                length(audio.length(), message::setSeconds);
            }
            case VoiceNote note -> {
                var message = out.getAudioMessageBuilder().setPtt(true);
                FileFields.write(note.file(), message);
                length(note.length(), message::setSeconds);
                bytes(note.waveform(), wave -> message.setWaveform(ProtoValues.bytes(wave)));
                number(note.background(), message::setBackgroundArgb);
            }
            case Document document -> {
                var message = out.getDocumentMessageBuilder();
                FileFields.write(document.file(), message);
                text(document.fileName(), message::setFileName);
                text(document.title(), message::setTitle);
                text(document.caption(), message::setCaption);
                number(document.pages(), message::setPageCount);
                bytes(document.thumbnail(), jpeg -> message.setJpegThumbnail(ProtoValues.bytes(jpeg)));
            }
            case Sticker sticker -> {
                var message = out.getStickerMessageBuilder();
                FileFields.write(sticker.file(), message);
                size(sticker.size(), message::setWidth, message::setHeight);
                bytes(sticker.thumbnail(), png -> message.setPngThumbnail(ProtoValues.bytes(png)));
                if (sticker.form() != Sticker.Form.STILL) {
                    message.setIsAnimated(true);
                }
                if (sticker.form() == Sticker.Form.LOTTIE) {
                    message.setIsLottie(true);
                }
            }
            case StickerPack pack -> write(pack, out.getStickerPackMessageBuilder());
        }
    }

    private static void write(StickerPack pack, StickerPackMessage.Builder out) {
        FileFields.write(pack.file(), out);
        out.setStickerPackId(pack.label().id())
                .setName(pack.label().name())
                .setPublisher(pack.label().publisher())
                .setStickerPackSize(pack.file().fileLength())
                .setStickerPackOrigin(
                        switch (pack.label().origin()) {
                            case FIRST_PARTY -> StickerPackMessage.StickerPackOrigin.FIRST_PARTY;
                            case THIRD_PARTY -> StickerPackMessage.StickerPackOrigin.THIRD_PARTY;
                            case USER_CREATED -> StickerPackMessage.StickerPackOrigin.USER_CREATED;
                        });
        text(pack.label().description(), out::setPackDescription);
        text(pack.caption(), out::setCaption);
        text(pack.trayIcon(), out::setTrayIconFileName);
        for (var item : pack.stickers()) {
            out.addStickersBuilder()
                    .setFileName(item.fileName())
                    .setMimetype(item.mimetype())
                    .setIsAnimated(item.form() != Sticker.Form.STILL)
                    .setIsLottie(item.form() == Sticker.Form.LOTTIE)
                    .addAllEmojis(item.emojis());
        }
        pack.thumbnail().ifPresent(thumbnail -> {
            out.setThumbnailDirectPath(thumbnail.directPath())
                    .setThumbnailSha256(ProtoValues.bytes(thumbnail.sha256()));
            size(thumbnail.size(), out::setThumbnailWidth, out::setThumbnailHeight);
            thumbnail.seal().ifPresent(seal -> out.setThumbnailEncSha256(ProtoValues.bytes(seal.fileEncSha256())));
        });
    }

    private static void moving(Dimensions size, Duration length, Octets thumbnail, VideoMessage.Builder message) {
        size(size, message::setWidth, message::setHeight);
        length(length, message::setSeconds);
        bytes(thumbnail, jpeg -> message.setJpegThumbnail(ProtoValues.bytes(jpeg)));
    }

    private static void text(String value, Consumer<String> setter) {
        if (!value.isEmpty()) {
            setter.accept(value);
        }
    }

    private static void bytes(Octets value, Consumer<Octets> setter) {
        if (!value.isEmpty()) {
            setter.accept(value);
        }
    }

    private static void number(int value, IntConsumer setter) {
        if (value != 0) {
            setter.accept(value);
        }
    }

    private static void length(Duration value, IntConsumer setter) {
        number(ProtoValues.seconds(value), setter);
    }

    private static void size(Dimensions size, IntConsumer width, IntConsumer height) {
        number(size.width(), width);
        number(size.height(), height);
    }
}
