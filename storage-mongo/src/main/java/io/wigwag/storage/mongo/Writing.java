package io.wigwag.storage.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.MongoCollection;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.document.WriteConflict;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.bson.BsonDocument;
import org.bson.BsonInt64;

/// Batches as ordered bulk writes. A bulk goes to one collection and stops at an error, but an update that finds
/// nothing is no error to MongoDB; so a stretch of writes that is sent as one bulk ends where the collection changes,
/// and after each write that must find its document. What the engine writes most (guard, put, put, ..., delete) is one
/// stretch.
final class Writing {
    private static final UpdateOptions MAY_INSERT = new UpdateOptions().upsert(true);
    private static final ReplaceOptions MAY_REPLACE = new ReplaceOptions().upsert(true);
    private static final Pattern INDEX_NAME = Pattern.compile("index: (?:\\S+\\.\\$)?(\\S+)");

    /// Two writers who insert the same document at once: one of them fails and finds it at the next attempt.
    private static final int ATTEMPTS = 20;

    private final Answers answers;
    private final Function<Schema, MongoCollection<BsonDocument>> collections;

    Writing(Answers answers, Function<Schema, MongoCollection<BsonDocument>> collections) {
        this.answers = answers;
        this.collections = collections;
    }

    void write(List<Write> batch) {
        var from = 0;
        while (from < batch.size()) {
            var to = endOfStretch(batch, from);
            writeStretch(batch.subList(from, to));
            from = to;
        }
    }

    private static int endOfStretch(List<Write> batch, int from) {
        var schema = batch.get(from).key().schema();
        var to = from;
        while (to < batch.size() && batch.get(to).key().schema().equals(schema)) {
            to++;
            if (mustFind(batch.get(to - 1))) {
                break;
            }
        }
        return to;
    }

    private static boolean mustFind(Write write) {
        return switch (write) {
            case Write.Replace replace -> true;
            case Write.Modify modify -> !modify.update().inserting();
            case Write.Insert insert -> false;
            case Write.Delete delete -> false;
            case Write.Restore restore -> false;
            case Write.Guard guard -> false;
        };
    }

    private void writeStretch(List<Write> stretch) {
        var rest = stretch;
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var done = bulk(rest);
            if (done == rest.size()) {
                return;
            }
            rest = rest.subList(done, rest.size());
        }
        throw new StoreUnavailable("others insert and remove the same document all the time", true);
    }

    /// How many of the writes are done: all, or those before one that is worth another attempt.
    private int bulk(List<Write> writes) {
        var collection = collections.apply(writes.getFirst().key().schema());
        try {
            var result = answers.one(
                    collection.bulkWrite(writes.stream().map(Writing::model).toList()));
            var updated = writes.stream()
                    .filter(write -> !(write instanceof Write.Insert || write instanceof Write.Delete))
                    .count();
            if (result.getMatchedCount() + result.getUpserts().size() < updated) {
                throw new WriteConflict(writes.getLast().key());
            }
            return writes.size();
        } catch (MongoBulkWriteException refused) {
            return afterRefusal(writes, refused);
        }
    }

    private int afterRefusal(List<Write> writes, MongoBulkWriteException refused) {
        var error = refused.getWriteErrors().stream()
                .filter(first -> Failures.isDuplicate(first.getCode()))
                .findFirst();
        if (error.isEmpty()) {
            throw refused;
        }
        var at = error.get().getIndex();
        taken(writes.get(at), error.get()).ifPresent(failure -> {
            throw failure;
        });
        return at;
    }

    /// Why a key was taken; empty when somebody else was just faster in inserting what both want to be there.
    private Optional<StoreException> taken(Write write, BulkWriteError error) {
        var index = indexOf(error.getMessage());
        return switch (write) {
            case Write.Guard guard -> later(guard);
            case Write.Insert insert -> Optional.of(new DuplicateKey(insert.key(), index));
            case Write.Modify _, Write.Replace _, Write.Restore _, Write.Delete _ ->
                index.equals(Index.BY_ID.name()) ? Optional.empty() : Optional.of(new DuplicateKey(write.key(), index));
        };
    }

    private Optional<StoreException> later(Write.Guard guard) {
        var fence = answers.first(collections
                .apply(guard.key().schema())
                .find(Filters.byId(BsonForm.fence(guard.key())))
                .limit(1));
        return fence.filter(found ->
                        found.getInt64(BsonForm.TOKEN, new BsonInt64(0)).getValue() > guard.token())
                .map(_ -> new StaleOwner(guard.key()));
    }

    /// The index that a duplicate was refused by: only the message tells it.
    static String indexOf(String message) {
        var name = INDEX_NAME.matcher(message);
        if (!name.find()) {
            return "unknown";
        }
        return name.group(1).equals("_id_") ? Index.BY_ID.name() : name.group(1);
    }

    private static WriteModel<BsonDocument> model(Write write) {
        return switch (write) {
            case Write.Insert(var key, var document) -> new InsertOneModel<>(BsonForm.document(key, 1, document));
            case Write.Replace(var key, var version, var document) ->
                new ReplaceOneModel<>(
                        Filters.byId(BsonForm.id(key)).append(BsonForm.VERSION, new BsonInt64(version)),
                        BsonForm.document(key, version + 1, document));
            case Write.Modify(var key, var update) ->
                new UpdateOneModel<>(
                        Filters.byId(BsonForm.id(key), update.conditions()),
                        Changes.of(key.tenant(), update),
                        new UpdateOptions().upsert(update.inserting()));
            case Write.Delete(var key) -> new DeleteOneModel<>(Filters.byId(BsonForm.id(key)));
            case Write.Restore(var key, var version, var document) ->
                new ReplaceOneModel<>(
                        Filters.byId(BsonForm.id(key)), BsonForm.document(key, version, document), MAY_REPLACE);
            case Write.Guard(var key, var token) ->
                new UpdateOneModel<>(Changes.notAbove(key, token), Changes.raising(token), MAY_INSERT);
        };
    }
}
