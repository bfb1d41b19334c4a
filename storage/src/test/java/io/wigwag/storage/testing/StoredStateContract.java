package io.wigwag.storage.testing;

import io.wigwag.core.port.DeviceState;
import io.wigwag.core.testing.DeviceStateContract;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.engine.Hiding;
import io.wigwag.storage.engine.StoredDeviceState;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/// The engine's contract for a device's state, on some adapter of the document port.
public abstract class StoredStateContract extends DeviceStateContract {
    /// Not the real one, which needs keys: readable in failures, and still no number as it was.
    public static final Hiding HIDING = (subject, value) ->
            subject + "-" + UUID.nameUUIDFromBytes((subject + " " + value).getBytes(StandardCharsets.UTF_8));

    private static final Tenant ANA = new Tenant("ana");
    private static final String DEVICE = "dev_1";

    private final List<FaultyAdapter> adapters = new ArrayList<>();
    private final List<DocumentStore> stores = new ArrayList<>();

    /// A new and empty store.
    protected abstract DocumentAdapter adapter() throws Exception;

    @Override
    protected final DeviceState emptyState() {
        try {
            adapters.add(new FaultyAdapter(adapter()));
        } catch (Exception e) {
            throw new IllegalStateException("no store to test with", e);
        }
        stores.add(DocumentStore.open(adapters.getLast(), new ScrambleSealer(), StoredDeviceState.schemas()));
        return opened();
    }

    @Override
    protected final DeviceState reopened(DeviceState committed) {
        return opened();
    }

    private DeviceState opened() {
        return StoredDeviceState.open(stores.getLast(), ANA, DEVICE, 1, HIDING, CommitWitness.NONE);
    }

    /// After the fence, before the head: one step later the commit has happened.
    @Override
    protected final void refuseNextCommit(DeviceState state) {
        adapters.getLast().cutNextBatchAfter(1);
    }

    @AfterEach
    final void closeStores() {
        stores.forEach(DocumentStore::close);
    }
}
