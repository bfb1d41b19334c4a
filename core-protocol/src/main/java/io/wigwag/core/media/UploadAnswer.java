package io.wigwag.core.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What a media host says of an upload: an object of texts and numbers, of which we want a few.
sealed interface UploadAnswer {
    /// The host has the whole file.
    record Complete(Uploaded file) implements UploadAnswer {}

    /// The host has this many bytes and wants those behind them.
    record Partial(long held) implements UploadAnswer {}

    /// Nothing that we know: it has none of it, or is no media host.
    record Other() implements UploadAnswer {}

    /// Longer answers are cut, which leaves nothing that can be read.
    int LONGEST = 64 * 1024;

    JsonFactory JSON = new JsonFactory();

    static UploadAnswer read(InputStream body) throws IOException {
        var fields = fields(body.readNBytes(LONGEST));
        var path = MediaPath.of(fields.getOrDefault("direct_path", ""), fields.getOrDefault("url", ""));
        if (path.isPresent()) {
            return new Complete(new Uploaded(
                    path.get(), Optional.ofNullable(fields.get("url")), Optional.ofNullable(fields.get("handle"))));
        }
        var held = fields.getOrDefault("resume", "");
        return held.matches("\\d{1,18}") ? new Partial(Long.parseLong(held)) : new Other();
    }

    /// The values on the top, as texts.
    private static Map<String, String> fields(byte[] text) {
        var fields = new HashMap<String, String>();
        try (var parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Map.of();
            }
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var value = parser.nextToken();
                if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                    fields.put(name, parser.getString());
                } else {
                    parser.skipChildren();
                }
            }
            return fields;
        } catch (JacksonException unreadable) {
            // Not an answer that we know, and the caller treats it so.
            return Map.of();
        }
    }
}
