package io.wigwag.storage.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.reactivestreams.client.FindPublisher;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.BsonValue;

/// Our documents in a MongoDB database. Every write waits until a majority of the replica set has it in its journal.
public final class MongoAdapter implements DocumentAdapter {
    /// Ids asked for at once.
    private static final int MOST_IDS = 1_000;

    private static final int ATTEMPTS = 20;

    private final MongoSettings settings;
    private final MongoClient client;
    private final MongoDatabase database;
    private final Answers answers;
    private final Writing writing;
    private final AtomicBoolean closed = new AtomicBoolean();
    /// Operations on their way, and one party for being open.
    private final Phaser running = new Phaser(1);

    private MongoAdapter(MongoSettings settings, MongoClient client) {
        this.settings = settings;
        this.client = client;
        this.database = client.getDatabase(settings.database());
        this.answers = new Answers(settings.patience());
        this.writing = new Writing(answers, this::collection);
    }

    /// Waits for the database, telling what it waits for; [StoreUnavailable] with advice when that was in vain.
    public static MongoAdapter open(MongoSettings settings, Consumer<String> progress) {
        return new MongoAdapter(settings, new Connecting(settings, progress).connect());
    }

    @Override
    public void declare(Collection<Schema> schemas) {
        asking(() -> {
            var indexes = new Indexes(answers, database);
            new LinkedHashSet<>(schemas).forEach(indexes::declare);
            return schemas.size();
        });
    }

    @Override
    public List<StoredDocument> load(Schema schema, Tenant tenant, Collection<String> ids) {
        return asking(() -> {
            var wanted = ids.stream()
                    .distinct()
                    .<BsonValue>map(id -> BsonForm.id(tenant, id))
                    .toList();
            var found = new ArrayList<StoredDocument>();
            for (var from = 0; from < wanted.size(); from += MOST_IDS) {
                var some = wanted.subList(from, Math.min(wanted.size(), from + MOST_IDS));
                answers.all(bounded(
                                collection(schema).find(Filters.byId(new BsonDocument("$in", new BsonArray(some))))))
                        .forEach(document -> found.add(BsonForm.stored(document)));
            }
            return found;
        });
    }

    @Override
    public List<StoredDocument> find(Schema schema, Tenant tenant, Query query) {
        return asking(() -> answers.all(walk(schema, tenant, query)).stream()
                .map(BsonForm::stored)
                .toList());
    }

    /// The query as the driver's, over the one index that serves it.
    FindPublisher<BsonDocument> walk(Schema schema, Tenant tenant, Query query) {
        return bounded(collection(schema)
                        .find(Filters.admitting(tenant, query))
                        .sort(Filters.order(query))
                        .hintString(hint(query)))
                .limit(query.limit());
    }

    @Override
    public void write(List<Write> batch) {
        asking(() -> {
            writing.write(batch);
            return batch.size();
        });
    }

    @Override
    public Optional<StoredDocument> update(Schema schema, Tenant tenant, Query query, Update update) {
        return asking(() -> {
            for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
                try {
                    return answers.first(collection(schema)
                                    .findOneAndUpdate(
                                            Filters.admitting(tenant, query, update.conditions()),
                                            Changes.of(tenant, update),
                                            options(query, update)))
                            .map(BsonForm::stored);
                } catch (MongoCommandException refused) {
                    requireRace(schema, tenant, query, refused);
                }
            }
            throw new StoreUnavailable("others insert and remove the same document all the time", true);
        });
    }

    private FindOneAndUpdateOptions options(Query query, Update update) {
        return new FindOneAndUpdateOptions()
                .sort(Filters.order(query))
                .hintString(hint(query))
                .upsert(update.inserting())
                .maxTime(settings.answer().toMillis(), TimeUnit.MILLISECONDS)
                .returnDocument(ReturnDocument.AFTER);
    }

    /// Returns only when two callers have inserted the same document at once, so that it is there at the next attempt.
    private void requireRace(Schema schema, Tenant tenant, Query query, MongoCommandException refused) {
        if (!Failures.isDuplicate(refused.getErrorCode())) {
            throw refused;
        }
        var index = Writing.indexOf(refused.getErrorMessage());
        if (!index.equals(Index.BY_ID.name())) {
            var tried = answers.first(walk(schema, tenant, query.limit(1)))
                    .map(BsonForm::stored)
                    .map(document -> new Key(schema, document.tenant(), document.id()));
            throw new DuplicateKey(tried.orElse(new Key(schema, tenant, "unknown")), index);
        }
    }

    @Override
    public int delete(Schema schema, Tenant tenant, Query query) {
        return asking(() -> {
            var ids = answers
                    .all(walk(schema, tenant, query).projection(new BsonDocument(BsonForm.ID, new BsonInt32(1))))
                    .stream()
                    .map(document -> document.get(BsonForm.ID))
                    .toList();
            if (ids.isEmpty()) {
                return 0;
            }
            // Not those that have changed in between, so that the query admits them no longer.
            var still = new BsonArray(List.of(
                    Filters.byId(new BsonDocument("$in", new BsonArray(ids))), Filters.admitting(tenant, query)));
            return (int) answers.one(collection(schema).deleteMany(new BsonDocument("$and", still)))
                    .getDeletedCount();
        });
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            running.awaitAdvance(running.arriveAndDeregister());
            client.close();
        }
    }

    private <T> T asking(Supplier<T> question) {
        if (closed.get() || running.register() < 0) {
            throw new StoreUnavailable("the store is closed", false);
        }
        try {
            return question.get();
        } catch (MongoException | BsonMaximumSizeExceededException failure) {
            throw Failures.named(failure);
        } finally {
            running.arriveAndDeregister();
        }
    }

    private FindPublisher<BsonDocument> bounded(FindPublisher<BsonDocument> find) {
        return find.batchSize(Answers.BATCH).maxTime(settings.answer().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String hint(Query query) {
        return query.index().equals(Index.BY_ID) || query.index().equals(Index.EVERYTHING)
                ? "_id_"
                : query.index().name();
    }

    private MongoCollection<BsonDocument> collection(Schema schema) {
        return database.getCollection(schema.name(), BsonDocument.class);
    }
}
