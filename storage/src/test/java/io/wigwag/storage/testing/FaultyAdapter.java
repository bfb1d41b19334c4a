package io.wigwag.storage.testing;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// A store over another one that fails where a test says, and remembers what was written to it. For one thread.
public final class FaultyAdapter implements DocumentAdapter {
    private final DocumentAdapter sound;
    private final List<List<Write>> batches = new ArrayList<>();
    private OptionalInt cutAfter = OptionalInt.empty();
    private boolean dyingThen;
    private boolean dead;
    private int spared;
    private int reads;

    public FaultyAdapter(DocumentAdapter sound) {
        this.sound = sound;
    }

    /// The next batch ends after so many of its steps, or after all of them, without an answer.
    public void cutNextBatchAfter(int steps) {
        cutAfter = OptionalInt.of(steps);
    }

    /// The same, and nothing works afterwards: the process has ended.
    public void dieInNextBatchAfter(int steps) {
        cutNextBatchAfter(steps);
        dyingThen = true;
    }

    /// So many batches pass before what was ordered happens.
    public void spareFirst(int batches) {
        spared = batches;
    }

    /// Nothing is ordered any more.
    public void heal() {
        cutAfter = OptionalInt.empty();
    }

    /// Every batch that was written, cut ones as a whole.
    public List<List<Write>> batches() {
        return batches;
    }

    /// How many times something was read.
    public int reads() {
        return reads;
    }

    @Override
    public void declare(Collection<Schema> schemas) {
        sound.declare(schemas);
    }

    @Override
    public List<StoredDocument> load(Schema schema, Tenant tenant, Collection<String> ids) {
        requireAlive();
        reads++;
        return sound.load(schema, tenant, ids);
    }

    @Override
    public List<StoredDocument> find(Schema schema, Tenant tenant, Query query) {
        requireAlive();
        reads++;
        return sound.find(schema, tenant, query);
    }

    @Override
    public void write(List<Write> batch) {
        requireAlive();
        batches.add(batch);
        if (cutAfter.isEmpty() || spared-- > 0) {
            sound.write(batch);
            return;
        }
        var steps = Math.min(cutAfter.getAsInt(), batch.size());
        cutAfter = OptionalInt.empty();
        sound.write(batch.subList(0, steps));
        dead = dyingThen;
        throw new StoreUnavailable("cut after " + steps + " steps, as the test has ordered", true);
    }

    @Override
    public Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update) {
        requireAlive();
        return sound.update(schema, tenant, query, update);
    }

    @Override
    public int delete(Schema schema, Tenant tenant, Query query) {
        requireAlive();
        return sound.delete(schema, tenant, query);
    }

    @Override
    public void close() {
        sound.close();
    }

    private void requireAlive() {
        if (dead) {
            throw new StoreUnavailable("dead, as the test has ordered", true);
        }
    }
}
