package io.wigwag.gateway.cli.client;

import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Messages to send, and what becomes of them.
public final class Messages {
    private static final String PATH = "/v1/messages";

    private final Gateway gateway;

    Messages(Gateway gateway) {
        this.gateway = gateway;
    }

    /// Hands one in. The same key again means the same message, however often it is handed in.
    public Message send(ObjectNode message, String idempotencyKey) throws CallFailed, InterruptedException {
        return Message.read(gateway.post(PATH, message, Map.of("Idempotency-Key", idempotencyKey)));
    }

    /// Brings a file to where messages of a device can name it; answers with the name.
    ///
    /// @param kind as what it is to be sent, in the interface's words
    public String upload(String device, String kind, String mimetype, Path file)
            throws CallFailed, FileNotFoundException, InterruptedException {
        var path = "/v1/devices/" + URLEncoder.encode(device, StandardCharsets.UTF_8) + "/media?kind=" + kind;
        return gateway.post(path, file, mimetype).path("id").asString("");
    }

    public Message get(String id) throws CallFailed, InterruptedException {
        return Message.read(gateway.get(PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
    }
}
