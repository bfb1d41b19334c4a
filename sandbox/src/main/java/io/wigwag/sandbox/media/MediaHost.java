package io.wigwag.sandbox.media;

import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.http.Body;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Request;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.watch.EventLog;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What clients upload to and download from.
public final class MediaHost {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final List<String> UPLOADS = List.of("mms", "newsletter", "product", "pps");

    /// Those of `/mms/kind/token`, with the empty one in front.
    private static final int UPLOAD_SEGMENTS = 4;

    private final Blobs blobs;
    private final Pieces pieces;
    private final MediaAuth auth;
    private final SandboxSettings settings;
    private final EventLog events;

    public MediaHost(Blobs blobs, Pieces pieces, MediaAuth auth, SandboxSettings settings, EventLog events) {
        this.blobs = blobs;
        this.pieces = pieces;
        this.auth = auth;
        this.settings = settings;
        this.events = events;
    }

    public void enter(Router router) {
        for (var root : UPLOADS) {
            router.route("POST", "/" + root + "/{kind}/{token}", this::upload);
            router.route("DELETE", "/" + root + "/{kind}/{token}", this::delete);
        }
        router.route("GET", "/v/**", this::download);
        router.route("HEAD", "/v/**", this::download);
    }

    private Reply upload(Request request, Map<String, String> path) throws Problem, IOException {
        demandAuth(request);
        var kind = kind(path);
        var token = token(path);
        if (isQuestion(request)) {
            var known = blobs.find(kind, token);
            return json(
                    known.isPresent()
                            ? described(known.get(), request).put("resume", "complete")
                            : JSON.createObjectNode().put("resume", Long.toString(pieces.held(token))));
        }
        var body = request.body();
        var offset = request.parameter("file_offset");
        if (offset.isPresent()) {
            body = pieces.join(token, number(offset.get()), body);
            if (!Blob.token(Hashes.sha256(body)).equals(token)) {
                pieces.keep(token, body);
                return json(JSON.createObjectNode().put("resume", Long.toString(body.size())));
            }
        }
        return stored(request, kind, token, body);
    }

    private Reply stored(Request request, String kind, String token, Body body) throws Problem, IOException {
        var matches = Blob.token(Hashes.sha256(body)).equals(token);
        if (!matches) {
            events.add("media.mismatch", "kind", kind, "token", token, "size", body.size());
            if (settings.strict) {
                throw Problem.badRequest("token: not the hash of the body (expected: base64url of its SHA-256)");
            }
        }
        var blob = blobs.store(kind, body);
        pieces.forget(token);
        events.add("media.stored", "path", blob.path(), "kind", kind, "size", blob.size());
        return json(described(blob, request));
    }

    /// A request without a body that asks how much of an upload is there already.
    private static boolean isQuestion(Request request) {
        return request.parameter("resume").filter("1"::equals).isPresent()
                && request.body().size() == 0;
    }

    /// What came of an upload whose connection broke.
    public void cutShort(Request request) throws IOException {
        var segments = List.of(request.path().split("/", -1));
        if (request.method().equals("POST")
                && segments.size() == UPLOAD_SEGMENTS
                && UPLOADS.contains(segments.get(1))
                && request.parameter("file_offset").isEmpty()
                && request.parameter("auth").filter(auth::knows).isPresent()) {
            pieces.keep(segments.getLast().replace("=", ""), request.body());
        }
    }

    private void demandAuth(Request request) throws Problem {
        var word = request.parameter("auth");
        if (word.isEmpty() || !auth.knows(word.get())) {
            throw new Problem(401, "media_auth", "auth: unknown (expected: the one of a media_conn answer)");
        }
    }

    private static String kind(Map<String, String> path) {
        return path.getOrDefault("kind", "");
    }

    private static String token(Map<String, String> path) {
        return path.getOrDefault("token", "").replace("=", "");
    }

    private static long number(String text) throws Problem {
        try {
            return Long.parseUnsignedLong(text);
        } catch (NumberFormatException malformed) {
            throw Problem.badRequest("file_offset: " + text + " (expected: a number of bytes)");
        }
    }

    private ObjectNode described(Blob blob, Request request) {
        var host = settings.mediaHost().or(() -> request.header("host")).orElse("");
        return JSON.createObjectNode()
                .put("url", (request.secure() ? "https://" : "http://") + host + blob.path())
                .put("direct_path", blob.path())
                .put("handle", blob.handle())
                .put("object_id", blob.handle());
    }

    private static Reply json(ObjectNode body) {
        return Reply.of(200, "application/json", Octets.wrap(JSON.writeValueAsBytes(body)));
    }

    private Reply delete(Request request, Map<String, String> path) throws Problem, IOException {
        demandAuth(request);
        var blob = blobs.find(kind(path), token(path)).orElseThrow(() -> Problem.notFound("no such upload"));
        blobs.remove(blob);
        return Reply.empty(200);
    }

    private Reply download(Request request, Map<String, String> path) throws Problem {
        var found = blobs.find(request.target()).filter(blob -> isOf(blob, request.target()));
        if (found.isEmpty()) {
            events.add("media.missing", "path", Blobs.key(request.target()));
            throw Problem.notFound("no such blob, or not any more");
        }
        var blob = found.get();
        var etag = '"' + blob.sha256().toHex() + '"';
        if (request.header("if-none-match").filter(etag::equals).isPresent()) {
            return Reply.empty(304).with("etag", etag);
        }
        Reply reply;
        try {
            var range = ByteRange.read(request.header("range"), blob.size());
            reply = range.isEmpty()
                    ? new Reply(200, Map.of(), part(blob, new ByteRange(0, blob.size())))
                    : new Reply(206, Map.of(), part(blob, range.get()))
                            .with("content-range", contentRange(range.get(), blob));
        } catch (ByteRange.Unsatisfiable behind) {
            return new Problem(416, "range", String.valueOf(behind.getMessage()))
                    .reply()
                    .with("content-range", "bytes */" + behind.size());
        }
        events.add("media.fetched", "path", blob.path(), "size", blob.size());
        return reply.with("etag", etag).with("accept-ranges", "bytes").with("content-type", "application/octet-stream");
    }

    /// Some clients say which bytes they expect; others have gone.
    private static boolean isOf(Blob blob, String target) {
        return expectedHash(target).filter(hash -> !hash.equals(blob.token())).isEmpty();
    }

    private static Optional<String> expectedHash(String target) {
        for (var parameter : target.substring(Blobs.key(target).length()).split("[?&]", -1)) {
            if (parameter.startsWith("hash=")) {
                var value = URLDecoder.decode(parameter.substring(5).replace("+", "%2B"), StandardCharsets.UTF_8);
                return Optional.of(value.replace('+', '-').replace('/', '_').replace("=", ""));
            }
        }
        return Optional.empty();
    }

    private static String contentRange(ByteRange range, Blob blob) {
        return "bytes " + range.from() + "-" + (range.to() - 1) + "/" + blob.size();
    }

    private static Reply.Content part(Blob blob, ByteRange range) {
        return switch (blob.content()) {
            case Body.InMemory(var bytes) -> new Reply.Content.Bytes(bytes.slice((int) range.from(), (int) range.to()));
            case Body.InFile(var file, var _) -> new Reply.Content.FilePart(file, range.from(), range.size());
        };
    }
}
