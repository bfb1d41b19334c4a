package io.wigwag.gateway.cli.store;

import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.seal.DataKeys;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.Resealing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// New data keys for every tenant, and every record sealed anew under them. Each tenant's work is kept in the store,
/// so that a run that was cut off goes on.
final class DataKeyRenewal {
    private static final int PAGE = 500;
    /// As long as a single write may be under way in another process.
    private static final Duration UNDER_WAY = Duration.ofMinutes(2);

    private final SealedStore opened;
    private final Surroundings around;
    private final InstantSource clock = InstantSource.system();
    private final Resealing resealing;

    DataKeyRenewal(SealedStore opened, StorePlace place, Surroundings around) {
        this.opened = opened;
        this.around = around;
        // An embedded store is ours alone, so nobody else can still be sealing with the keys before.
        var grace = switch (place) {
            case StorePlace.Folder _ -> Duration.ZERO;
            case StorePlace.Mongo _ -> DataKeys.Bounds.DEFAULT.maxAge().plus(UNDER_WAY);
        };
        this.resealing = new Resealing(
                opened.store(),
                SealedStore.travelling(),
                opened.chains(),
                opened.ready().keys(),
                clock,
                grace);
    }

    void run() throws StoreTask.NotReady {
        for (var tenant : tenants()) {
            around.say(tenant.name() + "  " + renew(tenant) + " records sealed anew");
        }
    }

    private long renew(Tenant tenant) throws StoreTask.NotReady {
        while (true) {
            switch (resealing.step(tenant)) {
                case Resealing.Step.Waiting(var until) -> await(until);
                case Resealing.Step.Advanced(var records) -> around.note(tenant.name() + ": " + records + " records");
                case Resealing.Step.Finished(var records) -> {
                    return records;
                }
            }
        }
    }

    private void await(Instant until) throws StoreTask.NotReady {
        around.note("Waiting until " + until + ", when no process uses the old data keys any more.");
        try {
            TimeUnit.MILLISECONDS.sleep(
                    Math.max(1, Duration.between(clock.instant(), until).toMillis()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StoreTask.NotReady("stopped while waiting; run it again, it goes on");
        }
    }

    private SortedSet<Tenant> tenants() {
        var tenants = new TreeSet<Tenant>();
        var after = Optional.<KeyScope>empty();
        do {
            var page = opened.chains().page(after, PAGE);
            page.forEach(chain -> tenants.add(chain.scope().tenant()));
            after = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.getLast().scope());
        } while (after.isPresent());
        return tenants;
    }
}
