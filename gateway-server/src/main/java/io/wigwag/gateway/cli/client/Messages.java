package io.wigwag.gateway.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

    public Message get(String id) throws CallFailed, InterruptedException {
        return Message.read(gateway.get(PATH + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8)));
    }
}
