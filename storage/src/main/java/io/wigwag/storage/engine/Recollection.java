package io.wigwag.storage.engine;

import io.wigwag.core.port.CommitRefused;
import io.wigwag.core.port.StateUnavailable;
import io.wigwag.storage.document.Batch;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Page;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Unreadable;
import io.wigwag.storage.document.Versioned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one device remembers, by place, and the commits that change it. For one thread, like the actor that owns the
/// device. The number of a commit's attempt is the version of all that it writes.
final class Recollection {
    private static final Logger LOG = LoggerFactory.getLogger(Recollection.class);

    /// Places that are kept in memory, also those where nothing is.
    private static final int CACHED = 1_000;

    private static final int PAGE = 1_000;

    private final DocumentStore store;
    private final Records<Remembered> records;
    private final Attempts attempts;
    private final String device;
    private final String headPlace;
    private final Set<String> vital;
    private final CommitWitness witness;
    private final String watched;
    private final Map<String, Optional<Remembered>> cache = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Remembered>> eldest) {
            return size() > CACHED;
        }
    };

    private Optional<Head> doubtful = Optional.empty();
    private boolean headIsLost;
    private boolean rolledBack;

    Recollection(DocumentStore store, Tenant tenant, String device, Places places, long lease, CommitWitness witness) {
        this.store = store;
        this.records = store.records(Remembered.TYPE, tenant);
        this.attempts = new Attempts(store, tenant, device, lease);
        this.device = device;
        this.headPlace = places.head();
        this.vital = Set.of(places.own(), places.nextPreKeyId());
        this.witness = witness;
        this.watched = tenant.name() + "/" + device;
    }

    /// Keeps out earlier owners, then completes the last commit.
    void open() {
        attempts.raise(head().commits());
        var head = head();
        rolledBack = headIsLost || head.putBack() || head.commits() < witness.highest(watched);
        if (!isComplete(head)) {
            complete(head);
        }
    }

    /// Whether the store knows less than its witness: it was put back to an old copy. Or no more how far it was.
    boolean isRolledBack() {
        return rolledBack;
    }

    /// Whether a later owner has refused us.
    boolean isSucceeded() {
        return attempts.isOver();
    }

    /// From here on the store knows as much as its witness: a commit that changes nothing, beyond all that were told.
    void renewed() {
        settle();
        attempts.raise(Math.max(attempts.number(), witness.highest(watched)));
        write(new Head(attempts.number(), Map.of(), false));
        rolledBack = false;
    }

    /// What is at these places. One where nothing is, is missing, and so is one whose content does not read: a
    /// damaged session is begun anew like one that is not there, and the next commit mends the place.
    Map<String, Remembered> load(Collection<String> places) {
        read(this::settle);
        var missing = places.stream()
                .filter(place -> !cache.containsKey(place))
                .distinct()
                .toList();
        var found = new LinkedHashMap<String, Optional<Remembered>>();
        missing.forEach(place -> found.put(place, Optional.empty()));
        read(() -> readable(records.among(missing))).forEach(there -> found.put(there.id(), Optional.of(there)));
        for (var place : places) {
            Optional.ofNullable(cache.get(place)).ifPresent(known -> found.put(place, known));
        }
        var loaded = new LinkedHashMap<String, Remembered>();
        found.forEach((place, there) -> {
            cache.put(place, there);
            there.ifPresent(remembered -> loaded.put(place, remembered));
        });
        return loaded;
    }

    /// All that a query finds, in its order.
    List<Remembered> all(Query query) {
        return read(() -> {
            settle();
            var page = records.find(query.limit(PAGE));
            var all = new ArrayList<>(readable(page));
            while (page.next().isPresent()) {
                page = records.find(query.limit(PAGE).after(page.next().get()));
                all.addAll(readable(page));
            }
            return all;
        });
    }

    /// The first that a query finds.
    List<Remembered> some(Query query, int limit) {
        return read(() -> {
            settle();
            return readable(records.find(query.limit(Math.clamp(limit, 1, Query.MAX_LIMIT))));
        });
    }

    private <T> T read(Supplier<T> question) {
        try {
            return question.get();
        } catch (StoreException unanswered) {
            throw new StateUnavailable("the store did not say what " + device + " remembers", unanswered);
        }
    }

    /// Makes this what is at the places, all of it or nothing.
    void commit(Map<String, Optional<Remembered>> outcome) {
        settle();
        if (outcome.isEmpty()) {
            return;
        }
        var head = new Head(attempts.next(), outcome, rolledBack);
        try {
            write(head);
        } catch (StoreUnavailable unsure) {
            doubtful = Optional.of(head);
            if (!settle()) {
                throw new CommitRefused("the store did not take a commit of " + device, unsure);
            }
        }
    }

    /// Removes what begins so, all but the head: its number is what the witness knows. In steps that can be begun
    /// again.
    void removeAll(String prefix) {
        settle();
        cache.clear();
        var query = Query.on(Index.BY_ID).startingWith(Field.ID, prefix).limit(PAGE);
        for (var places = placesOf(query); !places.isEmpty(); places = placesOf(query)) {
            var batch = store.batch();
            places.forEach(place -> batch.delete(records, place));
            attempts.next();
            attempts.commit(batch);
        }
    }

    private List<String> placesOf(Query query) {
        var page = records.find(query);
        return Stream.concat(
                        page.records().stream().map(Remembered::id),
                        page.unreadable().stream().map(Unreadable::id))
                .filter(place -> !place.equals(headPlace))
                .toList();
    }

    /// Without what makes the device: that is never taken for missing.
    private List<Remembered> readable(Page<Remembered> page) {
        for (var unreadable : page.unreadable()) {
            if (unreadable.why() instanceof ShreddedKeys || vital.contains(unreadable.id())) {
                throw unreadable.why();
            }
            LOG.warn("{} is damaged and taken for missing", unreadable.id(), unreadable.why());
        }
        return page.records();
    }

    /// Finds out what became of a commit whose answer did not come; false when nothing did. Fails like the commit as
    /// long as the store does.
    private boolean settle() {
        if (doubtful.isEmpty()) {
            return true;
        }
        var attempt = doubtful.get();
        attempts.raise(attempts.number());
        var happened = head().commits() == attempt.commits();
        if (happened) {
            complete(attempt);
            committed(attempt);
        }
        doubtful = Optional.empty();
        return happened;
    }

    private void write(Head head) {
        attempts.commit(batch(head));
        committed(head);
    }

    private void committed(Head head) {
        cache.putAll(head.last());
        witness.saw(watched, head.commits());
    }

    private Batch batch(Head head) {
        var batch = store.batch().put(records, Remembered.plain(headPlace, device, head.content()), head.commits());
        write(batch, head);
        return batch;
    }

    /// Removals last: updates before them travel together.
    private void write(Batch batch, Head head) {
        head.last()
                .values()
                .forEach(there -> there.ifPresent(remembered -> batch.put(records, remembered, head.commits())));
        head.last().forEach((place, there) -> {
            if (there.isEmpty()) {
                batch.delete(records, place);
            }
        });
    }

    private void complete(Head head) {
        var batch = store.batch();
        write(batch, head);
        attempts.commit(batch);
    }

    private boolean isComplete(Head head) {
        var page = records.among(head.last().keySet());
        var there = page.unreadable().isEmpty() ? page.found() : List.<Versioned<Remembered>>of();
        var expected = head.last().values().stream().filter(Optional::isPresent).count();
        return there.size() == expected && there.stream().allMatch(found -> found.version() == head.commits());
    }

    /// A head that does not read says no more than one of long ago: sessions are renewed.
    private Head head() {
        var page = records.among(List.of(headPlace));
        headIsLost = !page.unreadable().isEmpty();
        return readable(page).stream()
                .findFirst()
                .map(there -> Head.of(there.content()))
                .orElse(Head.NONE);
    }
}
