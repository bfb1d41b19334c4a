package io.wigwag.gateway.webhook;

import io.wigwag.core.port.Timers;
import io.wigwag.gateway.egress.EgressClient;
import io.wigwag.gateway.egress.EgressFailed;
import io.wigwag.gateway.event.Events;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.document.WriteConflict;
import io.wigwag.storage.lease.Lease;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.lease.Membership;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All webhooks: who has one, and the couriers of those that this process serves.
public final class Webhooks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);
    private static final String LEASE = "webhook/";
    private static final int PAGE = 500;
    /// For what other processes have written, or have left behind.
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final DocumentStore store;
    private final Leases leases;
    private final EgressClient client;
    private final SecureRandom random;
    private final Courier.Bag bag;
    private final Map<String, Courier> couriers = new ConcurrentHashMap<>();
    private final ReentrantLock hiring = new ReentrantLock();
    private volatile Timers.Timer look = Timers.Timer.NONE;
    private volatile boolean closed;

    /// Hears that a receiver was given up.
    @FunctionalInterface
    public interface Notice {
        void disabled(Tenant tenant, String device, String why);
    }

    /// What webhooks use of the process around them.
    public record World(EgressClient client, Timers timers, InstantSource clock, SecureRandom random) {}

    public Webhooks(
            DocumentStore store, Membership membership, Events events, Patience patience, World world, Notice notice) {
        this.store = store;
        this.leases = new Leases(store, membership, Set.of());
        this.client = world.client();
        this.random = world.random();
        var delivery = new Delivery(world.client(), world.clock());
        this.bag = new Courier.Bag(events, delivery, patience, world.timers(), notice);
        events.listen((_, device) -> Optional.ofNullable(couriers.get(device)).ifPresent(Courier::wake));
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return List.of(Webhook.SCHEMA);
    }

    /// Takes up all that nobody else serves, now and from time to time.
    public void serve() {
        try {
            serveAll();
        } catch (StoreException failed) {
            LOG.atWarn().setCause(failed).log("webhooks are looked for again later");
        } finally {
            if (!closed) {
                look = bag.timers()
                        .after(LOOK, () -> Thread.ofVirtual().name("webhooks").start(this::serve));
            }
        }
    }

    private void serveAll() {
        var query = Query.on(Webhook.BY_ACTIVE).limit(PAGE);
        var page = store.everyTenant(Webhook.TYPE).find(query);
        page.found().forEach(this::serve);
        while (page.next().isPresent()) {
            page = store.everyTenant(Webhook.TYPE).find(query.after(page.next().get()));
            page.found().forEach(this::serve);
        }
    }

    private void serve(Versioned<Webhook> found) {
        courier(found.tenant(), found.record().device()).ifPresent(Courier::wake);
    }

    private Optional<Courier> courier(Tenant tenant, String device) {
        hiring.lock();
        try {
            var known = Optional.ofNullable(couriers.get(device));
            if (known.isPresent() || closed) {
                return known;
            }
            var hired = leases.take(tenant, LEASE + device)
                    .map(lease -> new Courier(tenant, device, bag, hooks(tenant), new Post(device, lease)));
            hired.ifPresent(courier -> couriers.put(device, courier));
            return hired;
        } finally {
            hiring.unlock();
        }
    }

    private final class Post implements Courier.Post {
        private final String device;
        private final Lease lease;

        private Post(String device, Lease lease) {
            this.device = device;
            this.lease = lease;
        }

        @Override
        public boolean isHeld() {
            return leases.holds(lease);
        }

        @Override
        public void release() {
            try {
                leases.release(lease);
            } catch (StoreException failed) {
                // It keeps this one lease, and no other courier from its end.
                LOG.atWarn()
                        .addKeyValue("device", device)
                        .setCause(failed)
                        .log("the webhook's lease was not given back; it ends with this process");
            }
        }

        @Override
        public void lost(Courier courier) {
            couriers.remove(device, courier);
            release();
        }
    }

    private Records<Webhook> hooks(Tenant tenant) {
        return store.records(Webhook.TYPE, tenant);
    }

    public Optional<Webhook> find(Tenant tenant, String device) {
        return hooks(tenant).get(device).map(Versioned::record);
    }

    /// Sends a device's events there from now on; where there was an address before, from where that one was. A secret
    /// that is not given stays, or is made.
    ///
    /// @throws EgressFailed when the gateway does not go there
    public Webhook put(Tenant tenant, String device, URI url, Optional<SigningSecret> secret) throws EgressFailed {
        client.check(url);
        while (true) {
            try {
                var kept = set(tenant, device, url, secret);
                courier(tenant, device).ifPresent(Courier::wakeAnew);
                return kept;
            } catch (WriteConflict | DuplicateKey meanwhile) {
                LOG.atDebug().addKeyValue("device", device).setCause(meanwhile).log("set by two at once");
            }
        }
    }

    private Webhook set(Tenant tenant, String device, URI url, Optional<SigningSecret> secret) {
        var before = hooks(tenant).get(device);
        if (before.isPresent()) {
            var known = before.get();
            var next = Webhook.fresh(device, url, secret.orElse(known.record().secret()));
            return hooks(tenant).replace(known.with(next)).record();
        }
        Courier.beginAtTheEnd(bag.events().log(tenant), device);
        return hooks(tenant)
                .insert(Webhook.fresh(device, url, secret.orElseGet(() -> SigningSecret.random(random))))
                .record();
    }

    /// Nothing more is sent about the device.
    public void remove(Tenant tenant, String device) throws InterruptedException {
        hooks(tenant).delete(device);
        var courier = couriers.remove(device);
        if (courier != null) {
            courier.close();
        }
    }

    /// Ends all deliveries, those that go on just now, too: they are made again after the next start.
    @Override
    public void close() {
        closed = true;
        look.cancel();
        for (var courier : couriers.values()) {
            try {
                courier.close();
            } catch (InterruptedException hurry) {
                // The others are told to end, too, and not waited for.
                Thread.currentThread().interrupt();
            }
        }
    }
}
