package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.storage.document.Batch;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.MalformedCursor;
import io.wigwag.storage.document.Page;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.document.WriteConflict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All devices as they are kept.
public final class DeviceBook {
    private static final int PAGE = 500;

    private final DocumentStore store;
    private final InstantSource clock;
    private final SortableIds ids;

    public DeviceBook(DocumentStore store, InstantSource clock, SortableIds ids) {
        this.store = store;
        this.clock = clock;
        this.ids = ids;
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return List.of(DeviceRecord.SCHEMA);
    }

    DeviceRecord create(Tenant tenant, Optional<String> name, boolean wanted) {
        var now = clock.instant();
        var id = ids.next("dev_");
        var state = Standing.of(new DeviceStatus.New(), now);
        var device = new DeviceRecord(id, name.orElse(id), now, wanted, false, state, Optional.empty());
        store.records(DeviceRecord.TYPE, tenant).insert(device);
        return device;
    }

    /// A tenant's device, unless it is being removed.
    DeviceRecord require(Tenant tenant, String id) throws Problem {
        return find(tenant, id)
                .filter(device -> !device.removing())
                .orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, "There is no such device."));
    }

    Optional<DeviceRecord> find(Tenant tenant, String id) {
        return store.records(DeviceRecord.TYPE, tenant).get(id).map(Versioned::record);
    }

    /// In the order of their making.
    Page<DeviceRecord> list(Tenant tenant, Optional<String> after, int limit) throws MalformedCursor {
        var query = Query.on(Index.BY_ID).limit(limit);
        return store.records(DeviceRecord.TYPE, tenant).find(after.isPresent() ? query.after(after.get()) : query);
    }

    /// Whether a device should run.
    void want(Tenant tenant, String id, boolean wanted) {
        store.records(DeviceRecord.TYPE, tenant).update(id, wanting(wanted));
    }

    private static Update wanting(boolean wanted) {
        return wanted ? Update.set(DeviceRecord.WANTED, true) : Update.unset(DeviceRecord.WANTED);
    }

    /// Notes in a batch how a device is now.
    Batch noting(Tenant tenant, String id, Standing standing) {
        var change = Update.set(DeviceRecord.STATE, standing.state())
                .andSet(DeviceRecord.SINCE, standing.since())
                .andSet(DeviceRecord.NEXT_STEP, standing.atRest().nextStep());
        var reasoned = standing.reason().isPresent()
                ? change.andSet(DeviceRecord.REASON, standing.reason().get())
                : change.andUnset(DeviceRecord.REASON);
        // Who was logged out can't run before somebody links it anew.
        var whole = standing.isLoggedOut() ? reasoned.andUnset(DeviceRecord.WANTED) : reasoned;
        return store.batch().update(store.records(DeviceRecord.TYPE, tenant), id, whole);
    }

    /// Notes whose device it is. Others may change the record meanwhile; theirs stays.
    void belongs(Tenant tenant, String id, Optional<DeviceRecord.Account> account) {
        var devices = store.records(DeviceRecord.TYPE, tenant);
        var found = devices.get(id);
        while (found.isPresent() && !found.get().record().account().equals(account)) {
            try {
                devices.replace(found.get().with(found.get().record().with(account)));
                return;
            } catch (WriteConflict meanwhile) {
                found = devices.get(id);
            }
        }
    }

    /// From now on nobody sees it, and whoever starts after us goes on removing it.
    void beginRemoval(Tenant tenant, String id) {
        store.records(DeviceRecord.TYPE, tenant)
                .update(id, Update.set(DeviceRecord.REMOVING, true).andUnset(DeviceRecord.WANTED));
    }

    void endRemoval(Tenant tenant, String id) {
        store.records(DeviceRecord.TYPE, tenant).delete(id);
    }

    /// Of all tenants: those that should run, or those that are being removed.
    List<Versioned<DeviceRecord>> everywhere(Index index) {
        var devices = store.everyTenant(DeviceRecord.TYPE);
        var query = Query.on(index).limit(PAGE);
        var page = devices.find(query);
        var all = new ArrayList<>(page.found());
        while (page.next().isPresent()) {
            page = devices.find(query.after(page.next().get()));
            all.addAll(page.found());
        }
        return all;
    }
}
