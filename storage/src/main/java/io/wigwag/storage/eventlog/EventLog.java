package io.wigwag.storage.eventlog;

import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Page;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The events of a tenant's devices. Reading is for anybody, writing for a device's owner.
public final class EventLog {
    private static final Logger LOG = LoggerFactory.getLogger(EventLog.class);

    private static final int PAGE = 1_000;

    private final DocumentStore store;
    private final Tenant tenant;
    private final Duration kept;

    /// @param kept how long an event stays
    public EventLog(DocumentStore store, Tenant tenant, Duration kept) {
        this.store = store;
        this.tenant = tenant;
        this.kept = kept;
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return List.of(LoggedEvent.SCHEMA, Mark.HEADS, Mark.READERS);
    }

    /// The writing end, for the device's owner.
    public DeviceLog writing(String device) {
        return new DeviceLog(store, tenant, device, kept);
    }

    /// A device's events after a number, in their order, up to `limit`.
    public List<LoggedEvent> after(String device, long number, int limit) {
        var ofDevice = Query.on(Index.BY_ID)
                .above(Field.ID, LoggedEvent.id(device, number))
                .atMost(Field.ID, LoggedEvent.id(device, Long.MAX_VALUE));
        return readable(ofDevice.limit(limit));
    }

    /// The same for one chat of the device.
    public List<LoggedEvent> after(String device, String chat, long number, int limit) {
        var ofChat = Query.on(LoggedEvent.BY_CHAT)
                .where(LoggedEvent.DEVICE, device)
                .where(LoggedEvent.CHAT, chat)
                .above(LoggedEvent.NUMBER, number);
        return readable(ofChat.limit(limit));
    }

    /// The tenant's events behind a place and no further than another, in the order of their places, up to `limit`.
    ///
    /// @param device only this one's, if any is named
    public List<LoggedEvent> between(Optional<String> device, long place, long upTo, int limit) {
        var all = device.map(name -> Query.on(LoggedEvent.OF_DEVICE_BY_PLACE).where(LoggedEvent.DEVICE, name))
                .orElseGet(() -> Query.on(LoggedEvent.BY_PLACE));
        return readable(all.above(LoggedEvent.PLACE, place)
                .atMost(LoggedEvent.PLACE, upTo)
                .limit(limit));
    }

    /// The highest place that an event of the tenant has; 0 when there is none.
    public long lastPlace() {
        var page = store.records(LoggedEvent.TYPE, tenant)
                .find(Query.on(LoggedEvent.BY_PLACE).backwards().limit(1));
        report(page);
        return page.records().stream()
                .flatMap(logged -> logged.event().place().stream())
                .findFirst()
                .orElse(0L);
    }

    /// The number of a device's last event; 0 when it never had one.
    public long lastNumber(String device) {
        return store.records(Mark.HEAD, tenant)
                .get(device)
                .map(head -> head.record().number())
                .orElse(0L);
    }

    /// Removes all events of a device. Its numbers are not given again.
    public void forget(String device) {
        var ofDevice = Query.on(Index.BY_ID)
                .above(Field.ID, LoggedEvent.id(device, 0))
                .atMost(Field.ID, LoggedEvent.id(device, Long.MAX_VALUE))
                .limit(PAGE);
        var log = store.records(LoggedEvent.TYPE, tenant);
        var removed = log.delete(ofDevice);
        while (removed == PAGE) {
            removed = log.delete(ofDevice);
        }
    }

    /// Events that cannot be read are left out, and those behind them are not held up. Empty at the end only.
    private List<LoggedEvent> readable(Query query) {
        var log = store.records(LoggedEvent.TYPE, tenant);
        var page = log.find(query);
        while (page.found().isEmpty() && page.next().isPresent()) {
            report(page);
            page = log.find(query.after(page.next().get()));
        }
        report(page);
        return page.records();
    }

    private static void report(Page<LoggedEvent> page) {
        page.unreadable().forEach(lost -> LOG.warn("event {} cannot be read and is left out", lost.id(), lost.why()));
    }

    /// How far a reader has come with a device; 0 at first.
    public long position(String reader, String device) {
        return store.records(Mark.READER, tenant)
                .get(reader + "/" + device)
                .map(mark -> mark.record().number())
                .orElse(0L);
    }

    /// The reader has dealt with everything up to this number. Never goes back.
    public void dealtWith(String reader, String device, long number) {
        store.records(Mark.READER, tenant)
                .update(reader + "/" + device, Update.max(Mark.NUMBER, number).orInsert());
    }
}
