package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.gateway.event.DeviceJournal;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;

/// Stations without a device behind them, for tests of what is written about one.
public final class TestStations {
    private TestStations() {}

    public static Station station(
            DocumentStore store, Tenant tenant, String device, DeviceJournal journal, InstantSource clock) {
        var standing = Standing.of(new DeviceStatus.New(), Instant.EPOCH);
        var record = new DeviceRecord(device, device, Instant.EPOCH, true, false, standing, Optional.empty());
        var book = new DeviceBook(store, clock, new SortableIds(clock, new SplittableRandom(1)));
        var desk = new Station.Desk(
                book,
                _ -> {},
                (_, _) -> {
                    throw new UnsupportedOperationException("nothing is to happen later here");
                },
                clock);
        return new Station(tenant, record, desk, journal);
    }
}
