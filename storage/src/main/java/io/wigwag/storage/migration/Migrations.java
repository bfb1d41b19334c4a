package io.wigwag.storage.migration;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.MalformedCursor;
import io.wigwag.storage.document.Page;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.document.WriteConflict;
import io.wigwag.storage.lease.Lease;
import io.wigwag.storage.lease.Leases;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings a store to what this program needs.
public final class Migrations {
    /// What the runner's lease is on.
    public static final String LEASE = "migrations";

    private static final int PAGE = 200;

    private final DocumentStore store;
    private final InstantSource clock;
    private final List<Migration> known;
    private final Records<Progress> progress;

    /// @param known all migrations ever, in the order of their numbers
    public Migrations(DocumentStore store, InstantSource clock, List<Migration> known) {
        for (var i = 0; i < known.size(); i++) {
            if (known.get(i).number() != i + 1) {
                throw new IllegalArgumentException("migration " + known.get(i).number() + " stands at " + (i + 1));
            }
        }
        this.store = store;
        this.clock = clock;
        this.known = List.copyOf(known);
        this.progress = store.records(Progress.TYPE, Tenant.SYSTEM);
    }

    /// What the store must have declared.
    public static List<Schema> schemas() {
        return List.of(Progress.SCHEMA);
    }

    /// What a migration did, or would do.
    public record Report(int number, String title, Migration.Stage stage, long examined, long changed) {}

    /// Whether this program may work on the store at all.
    public void check() throws NewerStore {
        for (var seen : progress.find(Query.on(Index.BY_ID).limit(Query.MAX_LIMIT))
                .whole()
                .records()) {
            if (seen.number() > known.size() && seen.stage() == Migration.Stage.CONTRACT) {
                throw new NewerStore(seen.number(), seen.title());
            }
        }
    }

    /// What is to be done, in order; up to the first contraction, unless they are wanted too.
    public List<Migration> pending(Migration.Stage upTo) {
        var pending = new ArrayList<Migration>();
        for (var migration : known) {
            var state = progress.get(Progress.id(migration.number()));
            if (state.flatMap(found -> found.record().done()).isPresent()) {
                continue;
            }
            if (migration.stage() == Migration.Stage.CONTRACT && upTo == Migration.Stage.EXPAND) {
                break;
            }
            pending.add(migration);
        }
        return pending;
    }

    /// Reads everything that is pending and writes nothing. Each migration is tried on the documents as they are,
    /// not on what an earlier one would have made of them.
    public List<Report> dryRun(Migration.Stage upTo) {
        var reports = new ArrayList<Report>();
        for (var migration : pending(upTo)) {
            var examined = 0L;
            var changed = 0L;
            var cursor = Optional.of(Cursor.START);
            while (cursor.isPresent()) {
                var page = page(migration, cursor.get());
                examined += page.found().size();
                changed += page.records().stream()
                        .filter(plain -> migration
                                .rewrite()
                                .of(plain.id(), plain.document())
                                .isPresent())
                        .count();
                cursor = page.next();
            }
            reports.add(new Report(migration.number(), migration.title(), migration.stage(), examined, changed));
        }
        return reports;
    }

    /// Does what is pending, as the only one: empty when another process is at it. Stops, to be gone on with by
    /// whoever runs next, when the lease is lost.
    public Optional<List<Report>> run(Migration.Stage upTo, Leases leases) {
        var lease = leases.take(Tenant.SYSTEM, LEASE);
        if (lease.isEmpty()) {
            return Optional.empty();
        }
        try {
            var reports = new ArrayList<Report>();
            for (var migration : pending(upTo)) {
                run(migration, leases, lease.get()).ifPresent(reports::add);
            }
            return Optional.of(List.copyOf(reports));
        } finally {
            leases.release(lease.get());
        }
    }

    private Optional<Report> run(Migration migration, Leases leases, Lease lease) {
        var state = begin(migration);
        while (state.record().done().isEmpty()) {
            if (!leases.holds(lease)) {
                return Optional.empty();
            }
            state = step(migration, lease, state);
        }
        var done = state.record();
        return Optional.of(new Report(done.number(), done.title(), done.stage(), done.examined(), done.changed()));
    }

    private Versioned<Progress> begin(Migration migration) {
        var id = Progress.id(migration.number());
        try {
            return progress.insert(Progress.start(migration, clock.instant()));
        } catch (DuplicateKey begunBefore) {
            return progress.get(id).orElseThrow();
        }
    }

    /// Rewrites a page and notes it, in one batch: the note last, so that it never tells of what was not done.
    private Versioned<Progress> step(Migration migration, Lease lease, Versioned<Progress> state) {
        var page = page(migration, cursor(state.record()));
        var batch = store.batch();
        var rewritten = 0;
        for (var found : page.found()) {
            var plain = found.record();
            var after = migration.rewrite().of(plain.id(), plain.document());
            if (after.isPresent()) {
                rewritten++;
                batch.replace(
                        store.records(Plain.of(migration.schema()), found.tenant()),
                        found.with(new Plain(plain.id(), after.get())));
            }
        }
        var next = page.next().map(Cursor::toText);
        var noted = state.with(state.record().after(page.found().size(), rewritten, next, clock.instant()));
        batch.replace(progress, noted);
        try {
            batch.commit(lease.fence());
        } catch (WriteConflict meanwhile) {
            // Somebody has written one of them; the page is read anew. Those rewritten already stay as they are.
            return progress.get(Progress.id(migration.number())).orElseThrow();
        }
        return new Versioned<>(noted.tenant(), noted.record(), noted.version() + 1);
    }

    private Page<Plain> page(Migration migration, Cursor from) {
        var query = Query.on(Index.EVERYTHING).limit(PAGE).after(from);
        return store.everyTenant(Plain.of(migration.schema())).find(query).whole();
    }

    private static Cursor cursor(Progress progress) {
        try {
            return progress.cursor().isEmpty()
                    ? Cursor.START
                    : Query.on(Index.EVERYTHING).after(progress.cursor().get()).after();
        } catch (MalformedCursor damaged) {
            throw new IllegalStateException("the stored cursor of migration " + progress.number(), damaged);
        }
    }
}
