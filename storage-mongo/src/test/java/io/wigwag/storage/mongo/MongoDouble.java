package io.wigwag.storage.mongo;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.backend.memory.MemoryCollection;
import de.bwaldvogel.mongo.backend.memory.MemoryDatabase;
import de.bwaldvogel.mongo.backend.memory.index.MemoryUniqueIndex;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import io.wigwag.storage.document.Value;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server in memory that speaks MongoDB's protocol, for tests without a database.
///
/// Where it differs from MongoDB, as far as we are concerned, and what is done about it:
///
/// | MongoDB | the double | here |
/// |---|---|---|
/// | a partial index has only the documents that its filter admits | ignores the filter | unique indexes leave out
/// documents without all of their fields, which is what our filters say |
/// | an ordered command stops at its first error | an update command goes on | updates are handed to it one by one |
/// | texts sort by code point | by UTF-16 unit | sorted here |
/// | an answer is what was found | the document itself, which others change before it is sent | one command at a time,
/// and its answer a copy |
/// | queries walk indexes, and can be explained | looks at everything, `explain` is unknown | query plans are tested on
/// a real server only |
/// | repeats a write whose answer was lost, once | has no sessions, so the driver does not repeat | nothing: without
/// repetition we see what is written twice |
/// | steps down, elects, confirms by majority | is one server, and confirms at once | such failures are made up in the
/// tests of their names |
final class MongoDouble {
    private MongoDouble() {}

    static MongoServer start() {
        return new MongoServer(new Backend());
    }

    static String uri(InetSocketAddress address, String database) {
        return "mongodb://" + address.getHostString() + ":" + address.getPort() + "/" + database;
    }

    private static final class Backend extends MemoryBackend {
        @Override
        public MemoryDatabase openOrCreateDatabase(String name) {
            return new Database(name, getCursorRegistry());
        }
    }

    private static final class Database extends MemoryDatabase {
        private final CursorRegistry cursors;

        private Database(String name, CursorRegistry cursors) {
            super(name, cursors);
            this.cursors = cursors;
        }

        @Override
        protected MemoryCollection openOrCreateCollection(String name, CollectionOptions options) {
            return new Collection(this, name, options, cursors);
        }

        @Override
        public synchronized Document handleCommand(
                Channel channel, String command, Document request, DatabaseResolver resolver, Oplog oplog) {
            var answer =
                    command.equals("update") && request.get("updates") instanceof List<?> updates && updates.size() > 1
                            ? oneByOne(channel, request, updates, resolver, oplog)
                            : super.handleCommand(channel, command, request, resolver, oplog);
            return answer.cloneDeeply();
        }

        private Document oneByOne(
                Channel channel, Document request, List<?> updates, DatabaseResolver resolver, Oplog oplog) {
            var matched = 0;
            var modified = 0;
            var upserted = new ArrayList<Document>();
            var errors = new ArrayList<Document>();
            for (var i = 0; i < updates.size() && errors.isEmpty(); i++) {
                var single = request.clone();
                single.put("updates", List.of(updates.get(i)));
                var answer = super.handleCommand(channel, "update", single, resolver, oplog);
                matched += number(answer, "n");
                modified += number(answer, "nModified");
                upserted.addAll(at(i, answer, "upserted"));
                errors.addAll(at(i, answer, "writeErrors"));
            }
            var answer = new Document("n", matched).append("nModified", modified);
            if (!upserted.isEmpty()) {
                answer.append("upserted", upserted);
            }
            if (!errors.isEmpty()) {
                answer.append("writeErrors", errors);
            }
            return answer.append("ok", 1.0);
        }

        private static int number(Document answer, String field) {
            return answer.get(field) instanceof Number number ? number.intValue() : 0;
        }

        private static List<Document> at(int index, Document answer, String list) {
            return answer.get(list) instanceof List<?> entries
                    ? entries.stream()
                            .map(entry -> ((Document) entry).clone().append("index", index))
                            .toList()
                    : List.of();
        }

        @Override
        protected Index<Integer> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            return name.equals("_id_")
                    ? super.openOrCreateUniqueIndex(collection, name, keys, sparse)
                    : new PartialUniqueIndex(name, keys);
        }
    }

    private static final class Collection extends MemoryCollection {
        private Collection(MongoDatabase database, String name, CollectionOptions options, CursorRegistry cursors) {
            super(database, name, options, cursors);
        }

        @Override
        protected QueryResult matchDocumentsFromStream(
                Stream<Document> documents,
                Document query,
                @Nullable Document orderBy,
                int skip,
                int limit,
                int batchSize,
                @Nullable Document fields) {
            return super.matchDocumentsFromStream(
                    query,
                    documents,
                    skip,
                    limit,
                    batchSize,
                    orderBy == null || orderBy.isEmpty() ? null : (left, right) -> compare(orderBy, left, right),
                    fields);
        }

        private static int compare(Document orderBy, Document left, Document right) {
            for (var field : orderBy.entrySet()) {
                var difference =
                        left.get(field.getKey()) instanceof String a && right.get(field.getKey()) instanceof String b
                                ? Value.compareCodePoints(a, b)
                                : ValueComparator.asc().compare(left.get(field.getKey()), right.get(field.getKey()));
                if (difference != 0) {
                    return ((Number) field.getValue()).intValue() < 0 ? -difference : difference;
                }
            }
            return 0;
        }
    }

    private static final class PartialUniqueIndex extends MemoryUniqueIndex {
        private PartialUniqueIndex(String name, List<IndexKey> keys) {
            // Sparse: only then may it not know a document that is removed.
            super(name, keys, true);
        }

        private boolean has(Document document) {
            return keys().stream().allMatch(document::containsKey);
        }

        @Override
        public synchronized void checkAdd(Document document, MongoCollection<Integer> collection) {
            if (has(document)) {
                super.checkAdd(document, collection);
            }
        }

        @Override
        public synchronized void add(Document document, Integer position, MongoCollection<Integer> collection) {
            if (has(document)) {
                super.add(document, position, collection);
            }
        }

        @Override
        public synchronized @Nullable Integer remove(Document document) {
            return has(document) ? super.remove(document) : null;
        }

        @Override
        public synchronized void checkUpdate(Document before, Document after, MongoCollection<Integer> collection) {
            if (has(before) && has(after)) {
                super.checkUpdate(before, after, collection);
            } else {
                checkAdd(after, collection);
            }
        }

        @Override
        public void updateInPlace(
                Document before, Document after, Integer position, MongoCollection<Integer> collection) {
            remove(before);
            add(after, position, collection);
        }

        /// Never asked: what it leaves out would be missing in answers.
        @Override
        public synchronized boolean canHandle(Document query) {
            return false;
        }
    }
}
