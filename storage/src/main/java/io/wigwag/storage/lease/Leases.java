package io.wigwag.storage.lease;

import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Versioned;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What this process owns. Taking a lease raises its fence, in the collections that are written under it, before
/// anything is read from them.
public final class Leases {
    private final DocumentStore store;
    private final Membership membership;
    private final Set<Schema> fenced;
    private final Map<Thing, Lease> held = new ConcurrentHashMap<>();
    /// What some thread is taking right now: the others need not try.
    private final Set<Thing> underway = ConcurrentHashMap.newKeySet();

    /// @param fenced the collections that owners write to
    public Leases(DocumentStore store, Membership membership, Set<Schema> fenced) {
        this.store = store;
        this.membership = membership;
        this.fenced = Set.copyOf(fenced);
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return List.of(Member.SCHEMA, Ownership.SCHEMA);
    }

    /// Becomes the owner, if nobody is who may still be there. Afterwards no earlier owner's write is done any
    /// more.
    public Optional<Lease> take(Tenant tenant, String name) {
        var thing = new Thing(tenant, name);
        if (!membership.isCertain() || !underway.add(thing)) {
            return Optional.empty();
        }
        try {
            return held.containsKey(thing) ? Optional.empty() : takeFree(thing);
        } finally {
            underway.remove(thing);
        }
    }

    /// Whether this process owns it for certain. Ask before everything that others can see.
    public boolean holds(Lease lease) {
        return membership.isCertain() && lease.equals(held.get(lease.thing()));
    }

    /// Gives it up: the next one need not wait. Its work has ended before.
    public void release(Lease lease) {
        held.remove(lease.thing(), lease);
        store.records(Ownership.TYPE, lease.thing().tenant())
                .update(
                        lease.thing().name(),
                        Update.unset(Ownership.OWNER)
                                .ifEqual(Ownership.OWNER, membership.id())
                                .ifEqual(Ownership.TOKEN, lease.token()));
    }

    /// What a member that is gone has left behind, as far as nobody has taken it; up to `limit`.
    public List<Thing> leftBy(String member, int limit) {
        return store
                .everyTenant(Ownership.TYPE)
                .find(Query.on(Ownership.BY_OWNER)
                        .where(Ownership.OWNER, member)
                        .limit(limit))
                .found()
                .stream()
                .map(found -> new Thing(found.tenant(), found.record().thing()))
                .toList();
    }

    private Optional<Lease> takeFree(Thing thing) {
        var ownerships = store.records(Ownership.TYPE, thing.tenant());
        var found = ownerships.get(thing.name());
        if (found.isEmpty()) {
            return takeFirst(thing);
        }
        if (!isFree(found.get())) {
            return Optional.empty();
        }
        return ownerships
                .update(
                        thing.name(),
                        Update.set(Ownership.OWNER, membership.id())
                                .andIncrement(Ownership.TOKEN, 1)
                                .ifVersion(found.get().version()))
                .flatMap(taken -> begin(new Lease(thing, taken.record().token())));
    }

    private Optional<Lease> takeFirst(Thing thing) {
        try {
            store.records(Ownership.TYPE, thing.tenant())
                    .insert(new Ownership(thing.name(), Optional.of(membership.id()), 1));
        } catch (DuplicateKey somebodyWasFaster) {
            return Optional.empty();
        }
        return begin(new Lease(thing, 1));
    }

    /// Ours on paper. It counts only if we still are a member now that everybody else is fenced out.
    private Optional<Lease> begin(Lease lease) {
        store.raise(lease.fence(), lease.thing().tenant(), fenced);
        held.put(lease.thing(), lease);
        return holds(lease) ? Optional.of(lease) : Optional.empty();
    }

    /// Nobody's, or of one who is gone; or our own from a taking whose answer never came.
    private boolean isFree(Versioned<Ownership> found) {
        var owner = found.record().owner();
        return owner.isEmpty() || owner.get().equals(membership.id()) || membership.isGone(owner.get());
    }
}
