package io.wigwag.storage.mongo;

import com.mongodb.MongoServerException;
import com.mongodb.MongoSocketReadTimeoutException;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.reactivestreams.client.MongoCollection;
import com.mongodb.reactivestreams.client.MongoDatabase;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import java.util.HashMap;
import java.util.Map;
import org.bson.BsonBoolean;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the declared indexes, and checks those that are there already. One after the other: a server has better
/// things to do than to read a collection several times at once.
final class Indexes {
    private static final Logger LOG = LoggerFactory.getLogger(Indexes.class);

    /// A build goes on in the database when our question runs out of time; we ask again, and wait for the same build.
    private static final int QUESTIONS = 360;

    private final Answers answers;
    private final MongoDatabase database;

    Indexes(Answers answers, MongoDatabase database) {
        this.answers = answers;
        this.database = database;
    }

    void declare(Schema schema) {
        var present = present(schema);
        for (var index : schema.indexes()) {
            var there = present.remove(index.name());
            if (there != null && !isAs(there, index)) {
                LOG.atWarn()
                        .addKeyValue("collection", schema.name())
                        .addKeyValue("index", index.name())
                        .log("index is declared differently now; it is built anew");
                answers.all(collection(schema).dropIndex(index.name()));
                there = null;
            }
            if (there == null) {
                build(schema, index);
            }
        }
        present.remove("_id_");
        for (var undeclared : present.keySet()) {
            LOG.atInfo()
                    .addKeyValue("collection", schema.name())
                    .addKeyValue("index", undeclared)
                    .log("index is not declared; it is left as it is");
        }
    }

    static BsonDocument keys(Index index) {
        var keys = new BsonDocument();
        if (!index.acrossTenants()) {
            keys.append(BsonForm.TENANT, new BsonInt32(1));
        }
        index.fields().forEach(field -> keys.append(field.name(), new BsonInt32(1)));
        if (index.type() != Index.Type.UNIQUE) {
            keys.append(BsonForm.ID, new BsonInt32(1));
        }
        return keys;
    }

    private static BsonDocument partial(Index index) {
        var partial = new BsonDocument();
        index.fields().forEach(field -> partial.append(field.name(), new BsonDocument("$exists", BsonBoolean.TRUE)));
        return partial;
    }

    private Map<String, BsonDocument> present(Schema schema) {
        var present = new HashMap<String, BsonDocument>();
        for (var there : answers.all(collection(schema).listIndexes(BsonDocument.class))) {
            present.put(there.getString("name").getValue(), there);
        }
        return present;
    }

    /// Field order counts, so documents are compared as lists of their entries.
    private static boolean isAs(BsonDocument there, Index index) {
        var unique = there.getBoolean("unique", BsonBoolean.FALSE).getValue();
        return unique == (index.type() == Index.Type.UNIQUE)
                && there.getDocument("key").toJson().equals(keys(index).toJson())
                && there.getDocument("partialFilterExpression", new BsonDocument())
                        .equals(partial(index));
    }

    private void build(Schema schema, Index index) {
        var options = new IndexOptions()
                .name(index.name())
                .unique(index.type() == Index.Type.UNIQUE)
                .partialFilterExpression(partial(index));
        for (var question = 1; ; question++) {
            try {
                answers.all(collection(schema).createIndex(keys(index), options));
                return;
            } catch (MongoServerException refused) {
                if (Failures.isDuplicate(refused.getCode())) {
                    throw new StoreUnavailable(
                            "the unique index " + index.name() + " of " + schema.name()
                                    + " cannot be made: documents share a key. Remove or change one of each, and start again.",
                            false);
                }
                throw refused;
            } catch (MongoSocketReadTimeoutException building) {
                if (question == QUESTIONS) {
                    throw building;
                }
                LOG.atInfo()
                        .addKeyValue("collection", schema.name())
                        .addKeyValue("index", index.name())
                        .log("index is still being built");
            }
        }
    }

    private MongoCollection<BsonDocument> collection(Schema schema) {
        return database.getCollection(schema.name(), BsonDocument.class);
    }
}
