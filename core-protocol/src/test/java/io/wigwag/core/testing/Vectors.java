package io.wigwag.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Cases of a vector file among the test resources.
public final class Vectors {
    private static final JsonMapper JSON = new JsonMapper();

    private Vectors() {}

    /// The cases of one kind; fails when there is none, so that a test cannot pass by doing nothing.
    public static List<JsonNode> of(String file, String kind) {
        var found = new ArrayList<JsonNode>();
        for (var one : all(file)) {
            if (kind.equals(one.path("kind").asString(""))) {
                found.add(one);
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(file + " has no case of kind " + kind);
        }
        return found;
    }

    public static List<JsonNode> all(String file) {
        try (var stream = Vectors.class.getResourceAsStream("/vectors/" + file)) {
            if (stream == null) {
                throw new IllegalArgumentException("no vector file " + file);
            }
            var cases = new ArrayList<JsonNode>();
            JSON.readTree(stream).get("cases").forEach(cases::add);
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] hex(JsonNode owner, String field) {
        return HexFormat.of().parseHex(owner.get(field).asString());
    }
}
