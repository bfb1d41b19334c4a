package io.wigwag.gateway.event;

import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// An event before it has an id and a place.
///
/// @param type a stable word, readable in the store
/// @param chat what the chat is looked up by, a keyed hash of its address; empty when it is about no chat
/// @param data sealed in the store
public record Happening(String type, Optional<String> chat, JsonNode data) {

    /// About a device and none of its chats.
    public static <T> Happening of(String type, Shape<T> shape, T data) {
        return new Happening(type, Optional.empty(), Json.tree(shape, data));
    }
}
