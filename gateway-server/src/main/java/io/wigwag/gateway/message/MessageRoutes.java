package io.wigwag.gateway.message;

import io.wigwag.core.media.MediaKind;
import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.device.Fleet;
import io.wigwag.gateway.http.Body;
import io.wigwag.gateway.http.Content;
import io.wigwag.gateway.http.Headers;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.http.Request;
import io.wigwag.gateway.http.Response;
import io.wigwag.gateway.http.json.Described;
import io.wigwag.gateway.http.json.Within;
import io.wigwag.gateway.http.list.Cursors;
import io.wigwag.gateway.http.list.IdempotencyKey;
import io.wigwag.gateway.http.list.Page;
import io.wigwag.gateway.http.route.Answer;
import io.wigwag.gateway.http.route.From;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.identity.Caller;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.MalformedCursor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Messages over HTTP.
public final class MessageRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(MessageRoutes.class);
    private static final String TAG = "Messages";
    private static final int USUAL = 50;
    static final int MOST = 200;
    private static final int LARGEST_WISH = 1 << 20;
    private static final int PIECE = 64 << 10;

    private final MessageDesk desk;
    private final Fleet fleet;
    private final Cursors cursors;

    public MessageRoutes(MessageDesk desk, Fleet fleet, Cursors cursors) {
        this.desk = desk;
        this.fleet = fleet;
        this.cursors = cursors;
    }

    record Sending(
            @From(value = From.Part.HEAD, name = "Idempotency-Key")
            Optional<IdempotencyKey> idempotencyKey,

            @From(From.Part.BODY) NewMessage wish) {}

    record Named(@From(From.Part.PATH) String id) {
        static final Named EXAMPLE = new Named(MessageView.EXAMPLE.id());
    }

    record Listing(
            @From(From.Part.QUERY) Optional<String> device,
            @From(From.Part.QUERY) Optional<String> chat,
            @From(From.Part.QUERY) Optional<String> cursor,

            @From(From.Part.QUERY) @Within(min = 1, max = MOST)
            Optional<Integer> limit) {}

    record Upload(
            @From(From.Part.PATH) String id,
            @From(From.Part.QUERY) Kind kind,

            @From(value = From.Part.HEAD, name = "Content-Type")
            Optional<String> contentType,

            @From(From.Part.BODY) Body file) {}

    /// What an uploaded file is to be in its message.
    enum Kind {
        IMAGE,
        VIDEO,
        AUDIO,
        VOICE_NOTE,
        DOCUMENT,
        STICKER
    }

    @Described("A file that can be named in messages")
    record Uploaded(String id, Kind kind, long size) {
        static final Uploaded EXAMPLE = new Uploaded("med_01KAJ2Q0M7XN3T5VQZ4R8W6YBC", Kind.IMAGE, 48_213);
    }

    public List<Route<?, ?>> all() {
        return List.of(send(), list(), show(), upload(), download());
    }

    private Route<?, ?> send() {
        return Route.post("/v1/messages")
                .needing("messages:send")
                .about(
                        TAG,
                        "Sends a message",
                        "It is kept, and sent as soon as the device is connected; `GET /v1/messages/{id}` and events"
                                + " tell how far it is. With an `Idempotency-Key` it is safe to send the request"
                                + " again: the same key is the same message for three days.")
                .upTo(LARGEST_WISH)
                .taking(new Sending(Optional.empty(), NewMessage.EXAMPLE))
                .answering(List.of(Response.ACCEPTED), MessageView.class, MessageView.EXAMPLE)
                .failing(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.DEVICE_ELSEWHERE,
                        ProblemCode.DEVICE_LOGGED_OUT,
                        ProblemCode.IDEMPOTENCY_CONFLICT)
                .by(this::submit);
    }

    private Answer<MessageView> submit(Sending sending, Request request) throws Problem, InterruptedException {
        var tenant = Caller.of(request).tenant();
        var wish = sending.wish();
        var station = fleet.station(tenant, wish.device());
        if (!fleet.isLinked(tenant, wish.device())) {
            throw Problem.of(ProblemCode.DEVICE_LOGGED_OUT, "No phone has linked the device.");
        }
        var submitted = desk.submit(tenant, station, wish, sending.idempotencyKey());
        var view = Views.of(submitted.message());
        var answer = Answer.of(view).with("Location", "/v1/messages/" + view.id());
        return submitted.replayed() ? answer.with("Idempotent-Replayed", "true") : answer;
    }

    private Route<?, ?> list() {
        return Route.get("/v1/messages")
                .needing("messages:read")
                .about(TAG, "Lists messages", "The newest first: all, those of a device, or those of one of its chats.")
                .taking(new Listing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(USUAL)))
                .answering(
                        Response.OK,
                        Page.class,
                        MessageView.class,
                        Page.of(List.of(MessageView.EXAMPLE), Optional.empty()))
                .failing(ProblemCode.INVALID_CURSOR)
                .by((listing, request) -> Answer.of(page(listing, request)));
    }

    private Page<MessageView> page(Listing listing, Request request) throws Problem {
        var tenant = Caller.of(request).tenant();
        var search = desk.search(tenant, listing.device(), listing.chat());
        var list = tenant.name() + "/messages/" + listing.device().orElse("") + "/"
                + listing.chat().orElse("");
        var after = listing.cursor().isPresent()
                ? Optional.of(cursors.place(list, listing.cursor().get()))
                : Optional.<String>empty();
        try {
            var found = desk.book().list(tenant, search, after, listing.limit().orElse(USUAL));
            var next = found.next().map(Cursor::toText).map(place -> cursors.token(list, place));
            return Page.of(found.records().stream().map(Views::of).toList(), next);
        } catch (MalformedCursor changed) {
            throw Problem.of(ProblemCode.INVALID_CURSOR, "This cursor was not made for this list.");
        }
    }

    private Route<?, ?> show() {
        return Route.get("/v1/messages/{id}")
                .needing("messages:read")
                .about(TAG, "Shows a message", "")
                .taking(Named.EXAMPLE)
                .answering(Response.OK, MessageView.class, MessageView.EXAMPLE)
                .failing(ProblemCode.NOT_FOUND)
                .by((named, request) ->
                        Answer.of(Views.of(desk.require(Caller.of(request).tenant(), named.id()))));
    }

    private Route<?, ?> upload() {
        return Route.post("/v1/devices/{id}/media")
                .needing("messages:send")
                .about(
                        TAG,
                        "Uploads a file",
                        "The body is the file itself. It is sealed and put on WhatsApp's media hosts at once, from where"
                                + " messages of this device can name it for some weeks.")
                .taking(new Upload(MessageView.EXAMPLE.device(), Kind.IMAGE, Optional.of("image/jpeg"), Body.EMPTY))
                .answering(Response.CREATED, Uploaded.class, Uploaded.EXAMPLE)
                .failing(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.DEVICE_OFFLINE,
                        ProblemCode.DEVICE_ELSEWHERE,
                        ProblemCode.PAYLOAD_TOO_LARGE,
                        ProblemCode.WHATSAPP_REFUSED)
                .by(this::uploaded);
    }

    private Answer<Uploaded> uploaded(Upload upload, Request request)
            throws Problem, IOException, InterruptedException {
        var tenant = Caller.of(request).tenant();
        var station = fleet.station(tenant, upload.id());
        if (upload.file().declared().orElse(0) > Files.LARGEST) {
            throw Problem.of(ProblemCode.PAYLOAD_TOO_LARGE, "Files may have " + Files.LARGEST + " bytes.");
        }
        var kind = MediaKind.valueOf(upload.kind().name());
        var type = upload.contentType().orElse("application/octet-stream");
        var media = desk.files().upload(tenant, station, kind, type, upload.file().stream());
        return Answer.of(
                new Uploaded(media.id(), upload.kind(), media.hosted().file().fileLength()));
    }

    private Route<?, ?> download() {
        return Route.get("/v1/messages/{id}/media")
                .needing("messages:read")
                .about(
                        TAG,
                        "Gives a message's file",
                        "Fetched from WhatsApp's media hosts, opened and proven before the first byte is given. Where they"
                                + " have it no longer, the phone is asked to upload it again; it may take until the"
                                + " phone is there.")
                .taking(Named.EXAMPLE)
                .answeringRaw(List.of(Response.OK), "application/octet-stream", "image/jpeg", "video/mp4")
                .failing(
                        ProblemCode.NOT_FOUND,
                        ProblemCode.GONE,
                        ProblemCode.DEVICE_OFFLINE,
                        ProblemCode.DEVICE_ELSEWHERE,
                        ProblemCode.DEPENDENCY_UNAVAILABLE,
                        ProblemCode.PAYLOAD_TOO_LARGE)
                .by(this::downloaded);
    }

    private Answer<Response> downloaded(Named named, Request request)
            throws Problem, IOException, InterruptedException {
        var tenant = Caller.of(request).tenant();
        var message = desk.require(tenant, named.id());
        var fetched = desk.files().download(fleet.station(tenant, message.device()), message);
        var headers =
                Headers.NONE.with("Content-Type", safe(fetched.mimetype())).with("Content-Disposition", "attachment");
        return Answer.of(new Response(Response.OK, headers, content(fetched.file())));
    }

    /// A file that is there for this answer alone, and removed with it.
    static Content content(Path file) throws IOException {
        try {
            var size = java.nio.file.Files.size(file);
            return new Content.Stream(OptionalLong.of(size), sink -> give(file, sink), () -> remove(file));
        } catch (IOException unreadable) {
            remove(file);
            throw unreadable;
        }
    }

    /// A stranger has said what it is: browsers are not to believe it where that would be dangerous.
    private static String safe(String mimetype) {
        return mimetype.matches("(image/(jpeg|png|webp|gif)|(video|audio)/[a-z0-9.+-]{1,40}|application/pdf)(;.*)?")
                ? mimetype.replaceFirst(";.*", "")
                : "application/octet-stream";
    }

    private static void give(Path file, Content.Sink sink) throws IOException, InterruptedException {
        try (var in = java.nio.file.Files.newInputStream(file)) {
            for (var piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
                sink.write(Octets.wrap(piece));
            }
        }
    }

    private static void remove(Path file) {
        try {
            java.nio.file.Files.deleteIfExists(file);
        } catch (IOException stuck) {
            LOG.warn("a file that was fetched stays behind until the next start", stuck);
        }
    }
}
