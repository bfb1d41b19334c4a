package io.wigwag.gateway.boot;

import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import java.nio.file.Path;
import java.util.Set;

/// What lies in a gateway's store, as one sees it who looks past the gateway. The gateway is down meanwhile.
final class Leftovers {
    private Leftovers() {}

    /// How many documents these collections hold, of whatever tenant, up to some hundreds.
    static int of(Path folder, String... collections) {
        var wanted = Set.of(collections);
        try (var adapter = EmbeddedAdapter.open(folder, EmbeddedSettings.DEFAULT)) {
            adapter.declare(OpenStore.schemas());
            return OpenStore.schemas().stream()
                    .filter(schema -> wanted.contains(schema.name()))
                    .mapToInt(schema -> count(adapter, schema))
                    .sum();
        }
    }

    private static int count(EmbeddedAdapter adapter, Schema schema) {
        return adapter.find(schema, Tenant.SYSTEM, Query.on(Index.EVERYTHING).limit(500))
                .size();
    }
}
