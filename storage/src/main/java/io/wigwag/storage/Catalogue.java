package io.wigwag.storage;

import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tallies;
import io.wigwag.storage.engine.StoredDeviceState;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.migration.Migrations;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.Resealing;
import java.util.List;
import java.util.stream.Stream;

/// Every collection of the storage module: what a copy of a store has to take along.
public final class Catalogue {
    private Catalogue() {}

    public static List<Schema> schemas() {
        return Stream.of(
                        Tallies.schemas(),
                        Leases.schemas(),
                        EventLog.schemas(),
                        Migrations.schemas(),
                        StoredDeviceState.schemas(),
                        List.of(DocumentKeychains.SCHEMA, Resealing.SCHEMA))
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
