package io.wigwag.storage.lease;

import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Versioned;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// This process as a member. One thread calls [#renew] a few times within the patience and [#buryTheSilent] about
/// as often; the rest may be called from any.
public final class Membership {
    private static final Duration TRACE = Duration.ofDays(1);

    /// What others would give it, should its store be moved to where there are others.
    private static final Duration ALONE = Duration.ofSeconds(15);

    private static final int PAGE = 1_000;

    private final Records<Member> members;
    private final String id;
    private final InstantSource clock;
    private final Ticker ticker;
    private final Duration patience;

    /// When the last accepted renewal was sent.
    private volatile long sent;

    private volatile boolean gone;

    private final Map<String, Sighting> sightings = new HashMap<>();

    /// A member's version, and when we first saw it.
    private record Sighting(long version, long at) {}

    private Membership(Records<Member> members, String id, InstantSource clock, Ticker ticker, Duration patience) {
        this.members = members;
        this.id = id;
        this.clock = clock;
        this.ticker = ticker;
        this.patience = patience;
    }

    /// Enters this process.
    ///
    /// @param id never used before: random
    /// @param name tells people which machine it is
    /// @param patience how long a member may be silent
    public static Membership join(
            DocumentStore store, String id, String name, InstantSource clock, Ticker ticker, Duration patience) {
        var members = store.records(Member.TYPE, Tenant.SYSTEM);
        var joined = new Membership(members, id, clock, ticker, patience);
        joined.sent = ticker.nanos();
        members.insert(new Member(id, name, clock.instant(), patience, false));
        return joined;
    }

    /// Enters this process as the only one: for a store whose own lock keeps every other process out, as the embedded
    /// one does. Whoever was here before is gone for sure, and nobody can declare us gone, so no time passes.
    public static Membership joinAlone(DocumentStore store, String id, String name, InstantSource clock) {
        var joined = join(store, id, name, clock, () -> 0, ALONE);
        for (var found : joined.everybody()) {
            if (!found.record().gone() && !found.record().id().equals(id)) {
                joined.bury(found);
            }
        }
        return joined;
    }

    public String id() {
        return id;
    }

    /// Whether nobody can have declared us gone yet. When it is false, everything that is leased stops.
    public boolean isCertain() {
        return !gone && ticker.since(sent).compareTo(patience) < 0;
    }

    /// Tells the others that we are here; whether they still believe it. Once false, always false: join anew.
    public boolean renew() {
        var sending = ticker.nanos();
        if (!isCertain()) {
            // Late: somebody may be about to declare us gone, and what we held is nothing to be taken up again.
            gone = true;
        }
        if (!gone
                && members.update(
                                id, Update.set(Member.RENEWED, clock.instant()).ifAbsent(Member.GONE))
                        .isEmpty()) {
            gone = true;
        }
        if (!gone) {
            sent = sending;
        }
        return isCertain();
    }

    /// Declares those gone that have been silent for longer than the patience, as far as we have watched; their
    /// ids. What they leased can be taken from now on.
    public List<String> buryTheSilent() {
        var buried = new ArrayList<String>();
        var present = everybody();
        sightings
                .keySet()
                .retainAll(present.stream().map(found -> found.record().id()).toList());
        for (var found : present) {
            var member = found.record();
            if (!member.gone() && !member.id().equals(id) && isSilent(found) && bury(found)) {
                buried.add(member.id());
            }
        }
        return buried;
    }

    /// Goes by itself: what it still holds is free at once.
    public void leave() {
        gone = true;
        members.update(id, burial());
    }

    /// Whether a member is known to be gone; one that was removed is.
    boolean isGone(String member) {
        return members.get(member).map(found -> found.record().gone()).orElse(true);
    }

    private boolean isSilent(Versioned<Member> found) {
        var now = ticker.nanos();
        var sighting = sightings.get(found.record().id());
        if (sighting == null || sighting.version() != found.version()) {
            // Seen just now, and written before: counting begins late rather than early.
            sightings.put(found.record().id(), new Sighting(found.version(), now));
            return false;
        }
        // A quarter more, for clocks that do not run at the same pace.
        return now - sighting.at() >= found.record().patience().toNanos() / 4 * 5;
    }

    /// Fails if the member renews at the same moment: one of the two comes first in the store.
    private boolean bury(Versioned<Member> found) {
        return members.update(found.record().id(), burial().ifVersion(found.version()))
                .isPresent();
    }

    private Update burial() {
        return Update.set(Member.GONE, true)
                .andSet(Member.UNTIL, clock.instant().plus(TRACE));
    }

    private List<Versioned<Member>> everybody() {
        var query = Query.on(Index.BY_ID).limit(PAGE);
        var page = members.find(query);
        var everybody = new ArrayList<>(page.found());
        while (page.next().isPresent()) {
            page = members.find(query.after(page.next().get()));
            everybody.addAll(page.found());
        }
        return everybody;
    }
}
