package io.wigwag.sandbox.admin;

import io.wigwag.sandbox.http.Body;
import io.wigwag.sandbox.http.Problem;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.media.Blob;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// What the media host holds (section 20.8). A blob's id is its handle.
final class BlobRoutes {
    private static final String KIND = "document";

    private final Inside inside;

    BlobRoutes(Inside inside) {
        this.inside = inside;
    }

    void enter(Router router) {
        router.route("POST", "/admin/media", (request, _) -> {
            var kind = request.parameter("kind").orElse(KIND);
            if (!kind.matches("[A-Za-z0-9_-]+")) {
                throw Problem.badRequest("kind: " + kind + " (expected: letters, digits, - and _)");
            }
            return Json.reply(201, write(inside.blobs().store(kind, request.body())));
        });
        router.route("GET", "/admin/media", (_, _) -> {
            var json = Json.object();
            var list = json.putArray("blobs");
            inside.blobs().all().forEach(blob -> list.add(write(blob)));
            return Json.ok(json);
        });
        router.route("GET", "/admin/media/{blob}", (_, path) -> content(find(path)));
        router.route("DELETE", "/admin/media/{blob}", (_, path) -> gone(path));
        router.route("POST", "/admin/media/{blob}/expire", (_, path) -> gone(path));
    }

    private Reply gone(Map<String, String> path) throws Exception {
        inside.blobs().remove(find(path));
        return Reply.empty(204);
    }

    private Blob find(Map<String, String> path) throws Problem {
        var id = path.getOrDefault("blob", "");
        return inside.blobs().all().stream()
                .filter(blob -> blob.handle().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("blob: " + id + " is none"));
    }

    private static Reply content(Blob blob) {
        var content = switch (blob.content()) {
            case Body.InMemory(var bytes) -> new Reply.Content.Bytes(bytes);
            case Body.InFile(var file, var size) -> new Reply.Content.FilePart(file, 0, size);
        };
        return new Reply(200, Map.of("content-type", "application/octet-stream"), content);
    }

    private static ObjectNode write(Blob blob) {
        return Json.object()
                .put("id", blob.handle())
                .put("kind", blob.kind())
                .put("directPath", blob.path())
                .put("sha256Base64", Json.base64(blob.sha256()))
                .put("size", blob.size())
                .put("storedAt", blob.storedAt().toString())
                .put("expiresAt", blob.expiresAt().toString());
    }
}
