package io.wigwag.core.message.codec;

import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.content.Thumbnail;
import io.wigwag.proto.e2e.ExtendedTextMessage;
import io.wigwag.proto.e2e.Message;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/// Written words, with a card for a link or the looks of a status.
final class TextCodec {
    private static final LinkPreview.Kind[] KINDS = LinkPreview.Kind.values();
    private static final Text.Font[] FONTS = Text.Font.values();

    private TextCodec() {}

    static void write(Text text, Message.Builder out) {
        if (text.preview().isEmpty() && text.style().isEmpty()) {
            out.setConversation(text.text());
            return;
        }
        var extended = out.getExtendedTextMessageBuilder().setText(text.text());
        text.preview().ifPresent(preview -> write(preview, extended));
        text.style().ifPresent(style -> write(style, extended));
    }

    static Text read(ExtendedTextMessage text) {
        var preview = text.getMatchedText().isBlank() ? Optional.<LinkPreview>empty() : Optional.of(preview(text));
        var styled = text.hasBackgroundArgb() || text.hasTextArgb() || text.hasFont();
        return new Text(text.getText(), preview, styled ? Optional.of(style(text)) : Optional.empty());
    }

    private static void write(LinkPreview preview, ExtendedTextMessage.Builder out) {
        out.setMatchedText(preview.link())
                .setTitle(preview.title())
                .setDescription(preview.description())
                .setPreviewTypeValue(preview.kind().number());
        if (!preview.thumbnail().isEmpty()) {
            out.setJpegThumbnail(ProtoValues.bytes(preview.thumbnail()));
        }
        preview.picture().ifPresent(picture -> write(picture, out));
    }

    private static void write(Thumbnail picture, ExtendedTextMessage.Builder out) {
        out.setThumbnailDirectPath(picture.directPath())
                .setThumbnailSha256(ProtoValues.bytes(picture.sha256()))
                .setThumbnailWidth(picture.size().width())
                .setThumbnailHeight(picture.size().height());
        picture.seal().ifPresent(seal -> {
            out.setMediaKey(ProtoValues.bytes(seal.mediaKey()))
                    .setThumbnailEncSha256(ProtoValues.bytes(seal.fileEncSha256()));
            seal.madeAt().map(Instant::getEpochSecond).ifPresent(out::setMediaKeyTimestamp);
        });
    }

    private static LinkPreview preview(ExtendedTextMessage text) {
        var kind = Arrays.stream(KINDS)
                .filter(known -> known.number() == text.getPreviewTypeValue())
                .findFirst()
                .orElse(LinkPreview.Kind.PLAIN);
        return new LinkPreview(
                text.getMatchedText(),
                text.getTitle(),
                text.getDescription(),
                kind,
                ProtoValues.octets(text.getJpegThumbnail()),
                text.getThumbnailDirectPath().isEmpty() ? Optional.empty() : Optional.of(picture(text)));
    }

    private static Thumbnail picture(ExtendedTextMessage text) {
        return new Thumbnail(
                text.getThumbnailDirectPath(),
                ProtoValues.octets(text.getThumbnailSha256()),
                FileFields.seal(
                        ProtoValues.octets(text.getMediaKey()),
                        ProtoValues.octets(text.getThumbnailEncSha256()),
                        text.getMediaKeyTimestamp()),
                MediaReader.dimensions(text.getThumbnailWidth(), text.getThumbnailHeight()));
    }

    private static void write(Text.Style style, ExtendedTextMessage.Builder out) {
        out.setFontValue(style.font().number());
        if (style.background() != 0) {
            out.setBackgroundArgb(style.background());
        }
        if (style.foreground() != 0) {
            out.setTextArgb(style.foreground());
        }
    }

    private static Text.Style style(ExtendedTextMessage text) {
        var font = Arrays.stream(FONTS)
                .filter(known -> known.number() == text.getFontValue())
                .findFirst()
                .orElse(Text.Font.SYSTEM);
        return new Text.Style(text.getBackgroundArgb(), text.getTextArgb(), font);
    }
}
