package io.wigwag.gateway.cli.drive.talk;

import io.wigwag.core.crypto.Sha256;
import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.media.DownloadOutcome;
import io.wigwag.core.media.MediaDownloads;
import io.wigwag.core.media.MediaHostBook;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryRequest;
import io.wigwag.core.media.MediaSealer;
import io.wigwag.core.media.MediaUploads;
import io.wigwag.core.media.MemoryTarget;
import io.wigwag.core.media.OutgoingMedia;
import io.wigwag.core.media.WantedMedia;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.content.Audio;
import io.wigwag.core.message.content.Document;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Image;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.Sticker;
import io.wigwag.core.message.content.StickerPack;
import io.wigwag.core.message.content.Video;
import io.wigwag.core.message.content.VideoNote;
import io.wigwag.core.message.content.VoiceNote;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.proto.e2e.Message;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ObjectNode;

/// Files, up and down.
final class FileCommands {
    private static final long LARGEST = 1L << 30;
    private static final Duration PHONE = Duration.ofSeconds(50);

    private final DeviceHandle device;
    private final Sender sender;
    private final Memory memory;
    private final MediaDownloads downloads;
    private final MediaUploads uploads;
    private final InstantSource clock;

    private FileCommands(DeviceHandle device, Sender sender, Memory memory, MediaHttp http, InstantSource clock) {
        this.device = device;
        this.sender = sender;
        this.memory = memory;
        this.clock = clock;
        var book = new MediaHostBook(clock);
        downloads = new MediaDownloads(http, book);
        uploads = new MediaUploads(http, book);
    }

    static Map<String, TalkCommand> of(
            DeviceHandle device, Sender sender, Memory memory, MediaHttp http, InstantSource clock) {
        var these = new FileCommands(device, sender, memory, http, clock);
        return Map.of("media", these::media, "download", these::download, "reupload", these::reupload);
    }

    private void media(Arguments given, ObjectNode answer) throws Exception {
        var kind = kind(given.text("kind"));
        var mimetype = given.maybe("mimetype").orElse(mimetype(kind));
        var file = upload(kind, mimetype, given);
        var draft = Draft.of(content(kind, file, given));
        var id = sender.send(given.jid("to"), given.flag("viewOnce") ? draft.onlyOnce() : draft);
        answer.put("msg", id.value());
        answer.set("sha256", MessageJson.bytes(file.fileSha256().toArray()));
        answer.put("size", file.fileLength());
    }

    private MediaReference upload(MediaKind kind, String mimetype, Arguments given) throws Exception {
        var folder = Files.createTempDirectory("wigwag-drive-");
        try (var plain = open(given)) {
            var outgoing = new OutgoingMedia(MediaSealer.alone(), uploads, folder, clock, sender.random());
            return device.speak(line -> outgoing.upload(kind, mimetype, plain, line))
                    .get();
        } finally {
            Files.deleteIfExists(folder);
        }
    }

    private static InputStream open(Arguments given) throws IOException {
        return given.has("bytes")
                ? new ByteArrayInputStream(MessageJson.bytes(given.json("bytes")))
                : Files.newInputStream(Path.of(given.text("file")));
    }

    private static MediaKind kind(String name) {
        return switch (name) {
            case "image" -> MediaKind.IMAGE;
            case "video" -> MediaKind.VIDEO;
            case "gif" -> MediaKind.GIF;
            case "ptv" -> MediaKind.VIDEO_NOTE;
            case "audio" -> MediaKind.AUDIO;
            case "ptt" -> MediaKind.VOICE_NOTE;
            case "document" -> MediaKind.DOCUMENT;
            case "sticker" -> MediaKind.STICKER;
            default -> throw new IllegalArgumentException("no kind of media: " + name);
        };
    }

    private static String mimetype(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> "image/jpeg";
            case VIDEO, GIF, VIDEO_NOTE -> "video/mp4";
            case AUDIO -> "audio/mp4";
            case VOICE_NOTE -> VoiceNote.MIMETYPE;
            case STICKER -> "image/webp";
            default -> "application/octet-stream";
        };
    }

    private static Media content(MediaKind kind, MediaReference file, Arguments given) {
        var caption = given.maybe("caption").orElse("");
        var length = Duration.ofSeconds(given.number("seconds", 0));
        return switch (kind) {
            case IMAGE -> Image.of(file).withCaption(caption);
            case VIDEO -> Video.of(file).withCaption(caption).withLength(length);
            case GIF -> Video.gif(file).withCaption(caption).withLength(length);
            case VIDEO_NOTE -> VideoNote.of(file, length);
            case AUDIO -> new Audio(file, length);
            case VOICE_NOTE -> VoiceNote.of(file, length);
            case STICKER -> Sticker.of(file);
            default -> Document.of(file, given.maybe("fileName").orElse("file")).withCaption(caption);
        };
    }

    private static MediaKind kind(Media content) {
        return switch (content) {
            case Image _ -> MediaKind.IMAGE;
            case Video video -> video.gif() ? MediaKind.GIF : MediaKind.VIDEO;
            case VideoNote _ -> MediaKind.VIDEO_NOTE;
            case Audio _ -> MediaKind.AUDIO;
            case VoiceNote _ -> MediaKind.VOICE_NOTE;
            case Document _ -> MediaKind.DOCUMENT;
            case Sticker _ -> MediaKind.STICKER;
            case StickerPack _ -> MediaKind.STICKER_PACK;
        };
    }

    private static Media mediaIn(Message message) {
        if (ContentReader.read(message).content() instanceof Media media) {
            return media;
        }
        throw new IllegalArgumentException("the message has no file");
    }

    private void download(Arguments given, ObjectNode answer) throws Exception {
        var known = given.has("target") ? Optional.of(memory.get(given.id("target"))) : Optional.<Known>empty();
        var media = mediaIn(
                known.isPresent()
                        ? known.get().message()
                        : MessageJson.read(given.json("message"), Message.newBuilder())
                                .build());
        var wanted = WantedMedia.of(kind(media), media.file())
                .orElseThrow(() -> new IllegalArgumentException("the message names no place of its file"));
        var place = known.flatMap(Known::elsewhere).map(wanted::at).orElse(wanted);
        var bytes = fetch(place);
        answer.put("size", bytes.size());
        answer.set("sha256", MessageJson.bytes(Sha256.hash(bytes.toArray())));
        if (given.flag("includeBytes")) {
            answer.set("bytes", MessageJson.bytes(bytes.toArray()));
        }
    }

    private Octets fetch(WantedMedia what) throws Exception {
        var outcome = device.speak(line -> downloads.download(what, LARGEST, new MemoryTarget(), line))
                .get();
        return switch (outcome) {
            case DownloadOutcome.Fetched<Octets>(var bytes) -> bytes;
            case DownloadOutcome.Expired<Octets>(var status) -> throw new IOException("expired (" + status + ")");
            case DownloadOutcome<Octets> other -> throw new IOException(other.toString());
        };
    }

    private void reupload(Arguments given, ObjectNode answer) throws Exception {
        var known = memory.get(given.id("target"));
        var seal = mediaIn(known.message())
                .file()
                .seal()
                .orElseThrow(() -> new IllegalArgumentException("the file is not sealed"));
        var key = new MediaKey(seal.mediaKey());
        var place = new MediaRetryRequest.Place(
                known.chat(), known.own(), known.ofMany() ? Optional.of(known.author()) : Optional.empty());
        var request = new MediaRetryRequest(known.id(), key, Optional.of(place));
        switch (device.reupload(request).get(PHONE.toSeconds(), TimeUnit.SECONDS)) {
            case MediaRetryAnswer.Reuploaded(var path) -> memory.keep(known.at(path));
            case MediaRetryAnswer.Gone _ -> throw new IOException("the phone does not have it either (NOT_FOUND)");
            case MediaRetryAnswer.Failed(var reason) -> throw new IOException("the phone failed: " + reason);
        }
    }
}
