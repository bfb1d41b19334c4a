package io.wigwag.gateway.event;

import io.wigwag.core.octets.Octets;
import io.wigwag.gateway.http.json.Json;
import io.wigwag.gateway.http.json.Shape;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.eventlog.EventLog;
import io.wigwag.storage.eventlog.LoggedEvent;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;

/// The events of all tenants: where writers get their end of a log, and readers their part of it.
public final class Events {
    /// What the journal of a device is leased under, before the device's id.
    private static final String LEASE = "journal/";

    /// An event that will go so soon may be gone by now.
    private static final Duration MARGIN = Duration.ofHours(1);

    private final DocumentStore store;
    private final Leases leases;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Rules rules;
    private final Shape<Event> shape = Shapes.standard().of(Event.class);
    private final Map<Tenant, Feed> feeds = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /// How long things take and stay.
    ///
    /// @param kept how long an event can be read
    /// @param settling how long readers stay behind the present, for what other processes are writing; none for a
    ///     process that is alone with its store
    public record Rules(Duration kept, Duration settling) {}

    /// Hears that something was written about a device, at once and on the writer's thread: it must not wait.
    @FunctionalInterface
    public interface Listener {
        void written(Tenant tenant, String device);
    }

    public Events(
            DocumentStore store, Membership membership, InstantSource clock, RandomGenerator random, Rules rules) {
        this.store = store;
        this.leases = new Leases(store, membership, java.util.Set.copyOf(EventLog.schemas()));
        this.clock = clock;
        this.random = random;
        this.rules = rules;
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return EventLog.schemas();
    }

    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /// The writing end of a device's log, for this process alone until it is closed; empty while another process has
    /// it.
    public Optional<DeviceJournal> journal(Tenant tenant, String device) {
        return leases.take(tenant, LEASE + device)
                .map(lease -> new DeviceJournal(
                        new DeviceJournal.Desk(this, tenant, device),
                        log(tenant).writing(device),
                        lease.fence(),
                        () -> leases.release(lease)));
    }

    /// The next events behind a place, of one device or of all.
    public List<Event> after(Tenant tenant, Optional<String> device, long place, int limit) {
        var settled = feed(tenant).settled(clock.instant());
        return settled <= place
                ? List.of()
                : log(tenant).between(device, place, settled, limit).stream()
                        .map(this::told)
                        .toList();
    }

    /// Whether a device has an event at a place; of one so old that it would be gone, we say so.
    boolean has(Tenant tenant, String device, long place) {
        var time = Instant.EPOCH.plus(place, ChronoUnit.MICROS);
        return time.plus(rules.kept()).isBefore(clock.instant().plus(MARGIN))
                || !log(tenant)
                        .between(Optional.of(device), place - 1, place, 1)
                        .isEmpty();
    }

    /// Done when there may be more than before. Ask for it before looking.
    public CompletableFuture<Long> more(Tenant tenant) {
        return feed(tenant).more();
    }

    /// How long a reader who has found nothing may wait before it looks again, whatever [#more] says: for what other
    /// processes write, and what has been written here and may not be read yet. None for a process that is alone.
    Optional<Duration> patience() {
        return Optional.of(rules.settling()).filter(Duration::isPositive);
    }

    /// The place from which only what is to come is seen.
    public long end(Tenant tenant) {
        return feed(tenant).end(clock.instant());
    }

    /// A log as readers with a position of their own use it.
    public EventLog log(Tenant tenant) {
        return new EventLog(store, tenant, rules.kept());
    }

    /// An event as it was written, byte for byte as it is told.
    public Event told(LoggedEvent logged) {
        return read(logged.event().body());
    }

    Feed feed(Tenant tenant) {
        return feeds.computeIfAbsent(tenant, _ -> new Feed(log(tenant).lastPlace(), rules.settling()));
    }

    EventId id(long place) {
        return new EventId(place, random.nextLong());
    }

    InstantSource clock() {
        return clock;
    }

    Octets bytes(Event event) {
        return Json.bytes(shape, event);
    }

    private Event read(Octets body) {
        return Json.value(shape, body);
    }

    void tell(Tenant tenant, String device) {
        listeners.forEach(listener -> listener.written(tenant, device));
    }
}
