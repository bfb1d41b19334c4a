package io.wigwag.sandbox.admin;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// Where a sandbox is to be found, and what its clients need to believe it.
///
/// @param caFile the certificate authority as a file
/// @param plain where the same is to be had without TLS
public record Whereabouts(
        String ws, String admin, String media, String noiseRootKey, String caFile, Optional<Plain> plain) {
    /// The addresses without TLS.
    public record Plain(String ws, String admin, String media) {}

    /// One line of JSON, as programs read it when a sandbox has started.
    public String line() {
        return Json.write(json());
    }

    ObjectNode json() {
        var json = Json.object()
                .put("ws", ws)
                .put("admin", admin)
                .put("media", media)
                .put("noiseRootKey", noiseRootKey)
                .put("caFile", caFile);
        plain.ifPresent(open -> json.putObject("plain")
                .put("ws", open.ws())
                .put("admin", open.admin())
                .put("media", open.media()));
        return json;
    }
}
