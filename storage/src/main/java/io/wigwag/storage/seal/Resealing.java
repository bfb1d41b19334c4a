package io.wigwag.storage.seal;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Versioned;
import io.wigwag.storage.document.WriteConflict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Seals all records of a tenant anew under new data keys, while others write, and then destroys the old keys. How
/// far it has come is kept in the store, so that any process can go on with it.
///
/// ```
/// begin   a new generation for each keychain of the tenant; what is written from now on is sealed with it
/// wait    as long as another process may still seal with the one before
/// walk    every sealed collection, page by page: each record replaced by itself, unless somebody was faster
/// end     generations that had a successor when the walk began are destroyed
/// ```
///
/// A record that does not open stops it, so that nothing is given up unseen: what a destroyed device left behind is
/// removed first.
public final class Resealing {
    /// Where it keeps how far it has come.
    public static final Schema SCHEMA = ResealingJob.SCHEMA;

    private static final int PAGE = 100;

    private final DocumentStore store;
    private final List<Schema> schemas;
    private final Keychains chains;
    private final DataKeys keys;
    private final InstantSource clock;
    private final Duration grace;

    /// @param grace the longest that a write may be under way, since one that was sealed before the new keys came
    ///     must be there when the walk passes; and [DataKeys.Bounds#maxAge()] more where several processes share
    ///     the store
    public Resealing(
            DocumentStore store,
            Collection<Schema> schemas,
            Keychains chains,
            DataKeys keys,
            InstantSource clock,
            Duration grace) {
        this.store = store;
        this.schemas = schemas.stream()
                .filter(schema -> !schema.sealedFields().isEmpty())
                .sorted(Comparator.comparing(Schema::name))
                .toList();
        this.chains = chains;
        this.keys = keys;
        this.clock = clock;
        this.grace = grace;
    }

    /// Where it stands after a step.
    public sealed interface Step {
        /// Not before this time is there anything to do.
        record Waiting(Instant until) implements Step {}

        record Advanced(long resealed) implements Step {}

        record Finished(long resealed) implements Step {}
    }

    /// Does a bounded piece of work, the first one or the next.
    public Step step(Tenant tenant) {
        var jobs = store.records(ResealingJob.TYPE, tenant);
        var found = jobs.get(ResealingJob.ID);
        if (found.isEmpty()) {
            forEachChain(tenant, keys::renew);
            jobs.insert(new ResealingJob(clock.instant(), "", "", 0));
            return new Step.Advanced(0);
        }
        var job = found.get().record();
        var walk = job.begun().plus(grace);
        if (clock.instant().isBefore(walk)) {
            return new Step.Waiting(walk);
        }
        var schema = schemas.stream()
                .filter(candidate -> candidate.name().compareTo(job.collection()) >= 0)
                .findFirst();
        if (schema.isEmpty()) {
            forEachChain(tenant, scope -> keys.retire(scope, job.begun()));
            jobs.delete(ResealingJob.ID);
            return new Step.Finished(job.resealed());
        }
        var from = schema.get().name().equals(job.collection()) ? job.last() : "";
        var next = walk(tenant, schema.get(), from, job);
        jobs.replace(found.get().with(next));
        return new Step.Advanced(next.resealed());
    }

    private ResealingJob walk(Tenant tenant, Schema schema, String from, ResealingJob job) {
        var records = store.records(OpenedDocument.of(schema), tenant);
        var after = from.isEmpty() ? Cursor.START : new Cursor(List.of(Field.ID.of(from)), tenant.name(), from);
        var page = records.find(Query.on(Index.BY_ID).limit(PAGE).after(after))
                .whole()
                .found();
        reseal(records, page);
        var resealed = job.resealed() + page.size();
        // A name just behind this one's, so that the next step begins with the collection after it.
        return page.size() < PAGE
                ? new ResealingJob(job.begun(), schema.name() + " ", "", resealed)
                : new ResealingJob(
                        job.begun(), schema.name(), page.getLast().record().id(), resealed);
    }

    private void reseal(Records<OpenedDocument> records, List<Versioned<OpenedDocument>> page) {
        var batch = store.batch();
        page.forEach(found -> batch.replace(records, found));
        try {
            batch.commit();
        } catch (WriteConflict somebodyWasFaster) {
            page.forEach(found -> one(records, found));
        }
    }

    private static void one(Records<OpenedDocument> records, Versioned<OpenedDocument> found) {
        var stored = Optional.of(found);
        while (stored.isPresent()) {
            try {
                records.replace(stored.get());
                return;
            } catch (WriteConflict overtaken) {
                stored = records.get(found.record().id());
            }
        }
    }

    private void forEachChain(Tenant tenant, Consumer<KeyScope> action) {
        var after = Optional.<KeyScope>empty();
        do {
            var page = chains.page(tenant, after, PAGE);
            page.stream()
                    .filter(Keychain.Living.class::isInstance)
                    .map(Keychain::scope)
                    .forEach(action);
            after = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.getLast().scope());
        } while (after.isPresent());
    }
}
