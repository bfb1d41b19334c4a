package io.wigwag.storage.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Writes that are done in their order, over any collections. Whatever happens, those that are done are the first
/// ones; so write what is relied upon before what relies on it. One use, one owner.
public final class Batch {
    private final DocumentAdapter adapter;
    private final List<Write> writes = new ArrayList<>();

    Batch(DocumentAdapter adapter) {
        this.adapter = adapter;
    }

    public <R> Batch insert(Records<R> records, R record) {
        return add(records.inserting(record));
    }

    public <R> Batch replace(Records<R> records, Versioned<R> changed) {
        return add(records.replacing(changed));
    }

    /// Unlike a single update this one must find its record, and its conditions must hold.
    public Batch update(Records<?> records, String id, Update update) {
        return add(records.modifying(id, update));
    }

    public Batch delete(Records<?> records, String id) {
        return add(records.deleting(id));
    }

    /// Makes this what is there, whatever was: for an owner who keeps versions of its own, always higher ones.
    public <R> Batch put(Records<R> records, R record, long version) {
        return add(records.putting(record, version));
    }

    /// Does them all, or throws what stopped it: [WriteConflict], [DuplicateKey] or [StoreUnavailable].
    public void commit() {
        if (!writes.isEmpty()) {
            adapter.write(List.copyOf(writes));
        }
    }

    /// The same as an owner; [StaleOwner] when there has been a later one. The check is part of the write.
    public void commit(Fence fence) {
        var guarded = new ArrayList<Write>(writes.size() + 1);
        var behind = new HashSet<Key>();
        for (var write : writes) {
            var guard = fence.at(write.key().schema(), write.key().tenant());
            if (behind.add(guard.key())) {
                guarded.add(guard);
            }
            guarded.add(write);
        }
        if (!guarded.isEmpty()) {
            adapter.write(guarded);
        }
    }

    private Batch add(Write write) {
        writes.add(write);
        return this;
    }
}
