package io.wigwag.gateway.device;

import io.wigwag.core.event.DeviceHealth;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.gateway.event.Events;
import io.wigwag.gateway.http.Problem;
import io.wigwag.gateway.http.ProblemCode;
import io.wigwag.gateway.webhook.Webhooks;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.MalformedCursor;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.Shredding;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What tenants do with their devices.
public final class DeviceDesk {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceDesk.class);

    private final DeviceBook book;
    private final Fleet fleet;
    private final Events events;
    private final Webhooks webhooks;
    private final Shredding shredding;

    public DeviceDesk(DeviceBook book, Fleet fleet, Events events, Webhooks webhooks, Shredding shredding) {
        this.book = book;
        this.fleet = fleet;
        this.events = events;
        this.webhooks = webhooks;
        this.shredding = shredding;
    }

    DeviceView create(Tenant tenant, Optional<String> name, boolean start) throws Problem, InterruptedException {
        var device = book.create(tenant, name, start);
        if (start) {
            var station = fleet.station(tenant, device.id());
            station.settle(shown -> shown.status().isRunning());
        }
        return view(tenant, device);
    }

    DeviceView view(Tenant tenant, String id) throws Problem {
        return view(tenant, book.require(tenant, id));
    }

    private DeviceView view(Tenant tenant, DeviceRecord device) {
        return new DeviceView(
                device.id(),
                device.name(),
                fleet.standing(tenant, device),
                device.account().map(DeviceRecord.Account::phone),
                device.account().flatMap(DeviceRecord.Account::lid),
                device.account().flatMap(DeviceRecord.Account::displayName),
                device.created(),
                webhooks.find(tenant, device.id()).map(hook -> new DeviceView.Hook(hook.url(), hook.disabledAt())));
    }

    /// Part of the list.
    record Part(List<DeviceView> views, Optional<Cursor> next) {}

    Part list(Tenant tenant, Optional<String> after, int limit) throws MalformedCursor {
        var page = book.list(tenant, after, limit);
        var views = page.records().stream()
                .filter(device -> !device.removing())
                .map(device -> view(tenant, device))
                .toList();
        return new Part(views, page.next());
    }

    StatusView status(Tenant tenant, String id) throws Problem {
        var device = book.require(tenant, id);
        var health =
                fleet.find(tenant, id).map(station -> station.handle().health()).orElse(DeviceHealth.UNPROVEN);
        return StatusView.of(fleet.standing(tenant, device), health);
    }

    DeviceView start(Tenant tenant, String id) throws Problem, InterruptedException {
        var device = book.require(tenant, id);
        if (fleet.standing(tenant, device).isLoggedOut()) {
            throw Problem.of(ProblemCode.DEVICE_LOGGED_OUT, "The device was logged out; link it anew.");
        }
        book.want(tenant, id, true);
        Orders.done(fleet.station(tenant, id).handle().start());
        return view(tenant, id);
    }

    DeviceView stop(Tenant tenant, String id) throws Problem, InterruptedException {
        book.require(tenant, id);
        // In its turn, so that nobody brings it up who has read before that it should run.
        var station = fleet.inTurn(id, () -> {
            book.want(tenant, id, false);
            return fleet.find(tenant, id);
        });
        if (station.isPresent()) {
            Orders.done(station.get().handle().stop());
            station.get().settle(shown -> !shown.status().isRunning());
        }
        return view(tenant, id);
    }

    DeviceView logOut(Tenant tenant, String id) throws Problem, InterruptedException {
        var station = fleet.station(tenant, id);
        Orders.done(station.handle().logOut());
        station.settle(shown -> !shown.status().isRunning());
        return view(tenant, id);
    }

    /// Gone for everybody at once; what it left behind is removed step by step, if need be after the next start.
    void delete(Tenant tenant, String id) throws Problem, InterruptedException {
        book.require(tenant, id);
        var station = fleet.station(tenant, id);
        book.beginRemoval(tenant, id);
        leaveAccount(station);
        remove(tenant, id);
    }

    /// What was begun before the process ended.
    public void finishRemovals() throws InterruptedException {
        for (var found : book.everywhere(DeviceRecord.BY_REMOVING)) {
            try {
                remove(found.tenant(), found.record().id());
            } catch (Problem | StoreException later) {
                LOG.atWarn()
                        .addKeyValue("device", found.record().id())
                        .setCause(later)
                        .log("a deleted device is removed after the next start");
            }
        }
    }

    /// The phone should not list a device that is no more. One that can't say so now is thrown out in time.
    private static void leaveAccount(Station station) throws InterruptedException {
        try {
            if (station.shown().status() instanceof DeviceStatus.Online) {
                station.handle().logOut().get();
            }
        } catch (ExecutionException offline) {
            LOG.atInfo()
                    .addKeyValue("device", station.id())
                    .addKeyValue("why", offline.getMessage())
                    .log("deleted without having logged out");
        }
    }

    /// Each step may have been done before. The record goes last: as long as it is there, somebody finds the rest.
    private void remove(Tenant tenant, String id) throws Problem, InterruptedException {
        webhooks.remove(tenant, id);
        fleet.wipe(tenant, id);
        shredding.device(tenant, id);
        events.log(tenant).forget(id);
        book.endRemoval(tenant, id);
    }
}
