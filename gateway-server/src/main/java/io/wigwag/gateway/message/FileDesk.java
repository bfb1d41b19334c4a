package io.wigwag.gateway.message;

import io.wigwag.core.id.MessageId;
import io.wigwag.core.media.DownloadOutcome;
import io.wigwag.core.media.MediaKey;
import io.wigwag.core.media.MediaKind;
import io.wigwag.core.media.MediaReference;
import io.wigwag.core.media.MediaRetryAnswer;
import io.wigwag.core.media.MediaRetryReply;
import io.wigwag.core.media.MediaRetryRequest;
import io.wigwag.core.media.UploadFailed;
import io.wigwag.core.media.picture.Thumbnails;
import io.wigwag.core.media.picture.UnreadablePicture;
import io.wigwag.core.message.content.LinkPreview;
import io.wigwag.core.message.content.Media;
import io.wigwag.core.message.content.ReceivedContent;
import io.wigwag.core.message.preview.LinkPreviews;
import io.wigwag.core.message.preview.PageSource;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.device.Station;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.storage.document.Tenant;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Moves the files of messages: up, down, and up once more by the phone where WhatsApp has them no longer. What the
/// phone says is kept whenever it comes, so who asks again later has the file.
public final class FileDesk {
    /// How long WhatsApp keeps a file that nobody fetched.
    private static final Duration FILES_LIVE = Duration.ofDays(29);
    /// How long a request waits for the phone; the answer is good later, too.
    private static final Duration PHONE = Duration.ofSeconds(20);

    private final MessageBook book;
    private final Files files;
    private final SortableIds ids;
    private final LinkPreviews previews;
    private final InstantSource clock;

    public FileDesk(MessageBook book, Files files, SortableIds ids, PageSource pages, InstantSource clock) {
        this.book = book;
        this.files = files;
        this.ids = ids;
        this.previews = new LinkPreviews(pages, FileDesk::small);
        this.clock = clock;
    }

    // --- Up

    MediaRecord upload(Tenant tenant, Station station, MediaKind kind, String mimetype, InputStream file)
            throws Problem, IOException, InterruptedException {
        try {
            var there = files.upload(station, kind, mimetype, file);
            var until = clock.instant().plus(FILES_LIVE);
            var media = new MediaRecord(ids.next("med_"), station.id(), kind, until, there);
            book.keep(tenant, media);
            return media;
        } catch (UploadFailed failed) {
            throw failed.reason() == UploadFailed.Reason.REFUSED
                    ? Problem.of(ProblemCode.WHATSAPP_REFUSED, "WhatsApp does not take this file.")
                    : hostsSilent();
        } catch (ExecutionException offline) {
            throw Problem.of(ProblemCode.DEVICE_OFFLINE, "The device has to be connected to upload a file.");
        }
    }

    /// Fetches a file that a client has named, and uploads it.
    HostedFile fetch(Station station, MediaKind kind, URI where, Optional<String> mimetype)
            throws Undeliverable, UploadFailed, IOException, InterruptedException, ExecutionException {
        return files.fetch(station, kind, where, mimetype);
    }

    /// A card for the first link of a text, where it leads to a page that tells something.
    Optional<LinkPreview> preview(String text) {
        return previews.of(text);
    }

    private static Octets small(Octets picture) {
        try {
            return Thumbnails.DEFAULT.of(picture).orElse(Octets.EMPTY);
        } catch (UnreadablePicture | IOException noPicture) {
            return Octets.EMPTY;
        }
    }

    // --- Down

    /// A message's file; whoever gets it removes it.
    record Fetched(Path file, String mimetype) {}

    Fetched download(Station station, MessageRecord message) throws Problem, IOException, InterruptedException {
        var media = media(message).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "The message has no file."));
        try {
            var outcome = files.download(station, Views.fileKind(media), place(message, media));
            if (outcome instanceof DownloadOutcome.Expired<Path>
                    && media.file().seal().isPresent()) {
                var path = askPhone(station, message, media.file().seal().get());
                outcome = files.download(
                        station, Views.fileKind(media), media.file().withDirectPath(path));
            }
            return handedOver(outcome, media.file().mimetype());
        } catch (ExecutionException offline) {
            throw Problem.of(ProblemCode.DEVICE_OFFLINE, "The device has to be connected to fetch a file.");
        }
    }

    private static Optional<Media> media(MessageRecord message) {
        return message.contents()
                .wire()
                .flatMap(Views::read)
                .map(ReceivedContent::content)
                .filter(Media.class::isInstance)
                .map(Media.class::cast);
    }

    private static MediaReference place(MessageRecord message, Media media) {
        return message.contents().elsewhere().map(media.file()::withDirectPath).orElseGet(media::file);
    }

    private static Fetched handedOver(DownloadOutcome<Path> outcome, String mimetype) throws Problem {
        return switch (outcome) {
            case DownloadOutcome.Fetched<Path>(var file) -> new Fetched(file, mimetype);
            case DownloadOutcome.Expired<Path> _ ->
                throw Problem.of(ProblemCode.GONE, "WhatsApp has the file no more.");
            case DownloadOutcome.Damaged<Path> _ ->
                throw Problem.of(ProblemCode.GONE, "What WhatsApp has is not the file that was sent.");
            case DownloadOutcome.TooLarge<Path> _ ->
                throw Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "The file is larger than the gateway takes.");
            case DownloadOutcome.Unreachable<Path> _ -> throw hostsSilent();
        };
    }

    private static Problem hostsSilent() {
        return Problem.of(ProblemCode.DEPENDENCY_UNAVAILABLE, "WhatsApp's media hosts do not answer just now.")
                .retryAfter(Duration.ofSeconds(5));
    }

    // --- The phone

    /// Where the file lies when the phone has uploaded it again.
    private String askPhone(Station station, MessageRecord message, MediaReference.Seal seal)
            throws Problem, InterruptedException, ExecutionException {
        var chat = Composer.jid(message.contents().chat()).orElseThrow();
        var ours = message.direction() == MessageRecord.Direction.OUT;
        var author = message.contents()
                .author()
                .filter(_ -> chat.isGroup() || chat.isBroadcast())
                .flatMap(Composer::jid);
        var request = new MediaRetryRequest(
                new MessageId(message.waId()),
                new MediaKey(seal.mediaKey()),
                Optional.of(new MediaRetryRequest.Place(chat, ours, author)));
        try {
            return switch (station.handle().reupload(request).get(PHONE.toMillis(), TimeUnit.MILLISECONDS)) {
                case MediaRetryAnswer.Reuploaded(var path) -> path.value();
                case MediaRetryAnswer.Gone _ ->
                    throw Problem.of(ProblemCode.GONE, "Neither WhatsApp nor the phone has the file.");
                case MediaRetryAnswer.Failed _ -> throw phoneSilent("The phone could not upload the file again.");
            };
        } catch (TimeoutException noPhone) {
            throw phoneSilent("The phone was asked to upload the file again, and has not answered yet.");
        }
    }

    private static Problem phoneSilent(String detail) {
        return Problem.of(ProblemCode.DEPENDENCY_UNAVAILABLE, detail).retryAfter(Duration.ofSeconds(60));
    }

    /// Keeps what the phone says of a file, whoever asked and whenever.
    void told(Station station, MediaRetryReply reply) {
        for (var message :
                book.byWaId(station.tenant(), station.id(), reply.message().value())) {
            media(message).flatMap(media -> media.file().seal()).ifPresent(seal -> told(station, message, seal, reply));
        }
    }

    private void told(Station station, MessageRecord message, MediaReference.Seal seal, MediaRetryReply reply) {
        if (reply.tried(new MediaKey(seal.mediaKey())).orElse(null) instanceof MediaRetryAnswer.Reuploaded(var path)) {
            book.moved(station.tenant(), message.id(), path.value());
        }
    }
}
