package io.wigwag.storage.testing;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentBytes;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.MalformedDocument;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The documents of a whole store as lines of text, one each: `collection tenant id version HEX`. A file of such
/// lines is kept for every version that was released; what it holds must be readable for ever.
final class GoldenData {
    private GoldenData() {}

    /// The lines of a kept version.
    static List<String> of(int version) {
        try (var in = GoldenData.class.getResourceAsStream("/golden/version-" + version + ".txt")) {
            if (in == null) {
                throw new IllegalArgumentException("no golden data of version " + version);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<String> capture(DocumentAdapter adapter, List<Schema> schemas) {
        var lines = new ArrayList<String>();
        for (var schema : schemas) {
            for (var stored : adapter.find(
                    schema, Tenant.SYSTEM, Query.on(Index.EVERYTHING).limit(Query.MAX_LIMIT))) {
                lines.add(String.join(
                        " ",
                        schema.name(),
                        stored.tenant().name(),
                        stored.id(),
                        "" + stored.version(),
                        DocumentBytes.write(stored.document()).toHex()));
            }
        }
        return lines;
    }

    static void restore(DocumentAdapter adapter, List<Schema> schemas, List<String> lines) {
        Map<String, Schema> byName = schemas.stream().collect(Collectors.toMap(Schema::name, Function.identity()));
        for (var line : lines) {
            var parts = line.split(" ", -1);
            var schema = byName.getOrDefault(parts[0], Schema.named(parts[0]).build());
            var key = new Key(schema, new Tenant(parts[1]), parts[2]);
            adapter.write(List.of(new Write.Restore(key, Long.parseLong(parts[3]), document(parts[4]))));
        }
    }

    private static Document document(String hex) {
        try {
            return DocumentBytes.readDocument(Octets.ofHex(hex));
        } catch (MalformedDocument malformed) {
            throw new IllegalArgumentException("a line of golden data", malformed);
        }
    }
}
