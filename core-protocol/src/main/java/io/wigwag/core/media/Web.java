package io.wigwag.core.media;

import java.util.HashMap;
import java.util.Map;

/// What a browser says to the media hosts beside its question.
final class Web {
    private static final String ORIGIN = "https://web.whatsapp.com";

    static final Map<String, String> HEADERS = Map.of("Origin", ORIGIN, "Referer", ORIGIN + "/");

    private Web() {}

    static Map<String, String> with(String header, String value) {
        var headers = new HashMap<>(HEADERS);
        headers.put(header, value);
        return headers;
    }
}
