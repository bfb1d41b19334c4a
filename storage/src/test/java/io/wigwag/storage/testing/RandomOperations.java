package io.wigwag.storage.testing;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// Operations on notes, made up from a seed: from small sets of values, so that they meet. Each says what an
/// adapter answers, in words that can be compared with those of another adapter.
final class RandomOperations {
    private static final List<Tenant> TENANTS = List.of(new Tenant("ana"), new Tenant("bo"));
    private static final List<String> TEXTS = List.of("", "a", "b", "ba", "é");
    private static final List<Index> INDEXES = Stream.concat(
                    Note.SCHEMA.indexes().stream(), Stream.of(Index.BY_ID, Index.EVERYTHING))
            .toList();

    private final SplittableRandom random;

    RandomOperations(long seed) {
        random = new SplittableRandom(seed);
    }

    Function<DocumentAdapter, String> next() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> {
                var batch =
                        Stream.generate(this::write).limit(random.nextInt(1, 4)).toList();
                yield answering("write " + batch, adapter -> {
                    adapter.write(batch);
                    return "done";
                });
            }
            case 2 -> {
                var tenant = tenant();
                var ids = Stream.generate(this::id).limit(4).toList();
                yield answering(
                        "load " + ids,
                        adapter -> adapter.load(Note.SCHEMA, tenant, ids).stream()
                                .sorted(Comparator.comparing(StoredDocument::id))
                                .map(RandomOperations::show)
                                .toList());
            }
            case 3, 4, 5 -> {
                var tenant = tenant();
                var query = query();
                yield answering("find " + query, adapter -> walk(adapter, tenant, query));
            }
            case 6 -> {
                var tenant = tenant();
                var claiming = random.nextInt(4) == 0;
                var query = claiming ? query() : Query.byId(id());
                var update = update(!claiming && random.nextInt(4) == 0);
                yield answering(
                        "update " + query + update,
                        adapter -> adapter.update(Note.SCHEMA, tenant, query, update)
                                .map(RandomOperations::show));
            }
            default -> {
                var tenant = tenant();
                var query = query().limit(random.nextInt(1, 3));
                yield answering("delete " + query, adapter -> adapter.delete(Note.SCHEMA, tenant, query));
            }
        };
    }

    private static Function<DocumentAdapter, String> answering(
            String what, Function<DocumentAdapter, Object> question) {
        return adapter -> {
            try {
                return what + " -> " + question.apply(adapter);
            } catch (DuplicateKey taken) {
                // Not which index: a document may be refused by several.
                return what + " -> taken: " + taken.key().id();
            } catch (StoreException failed) {
                return what + " -> " + failed.getClass().getSimpleName();
            }
        };
    }

    /// The first page, and the second that begins at its cursor.
    private static List<String> walk(DocumentAdapter adapter, Tenant tenant, Query query) {
        var first = adapter.find(Note.SCHEMA, tenant, query);
        var all = new ArrayList<>(first.stream().map(RandomOperations::show).toList());
        if (!first.isEmpty()) {
            var last = first.getLast();
            var key = query.openFields().stream().map(last::indexed).toList();
            var after = query.after(new Cursor(key, last.tenant().name(), last.id()));
            adapter.find(Note.SCHEMA, tenant, after).forEach(found -> all.add(show(found)));
        }
        return all;
    }

    private static String show(StoredDocument stored) {
        return stored.tenant().name() + "/" + stored.id() + "@" + stored.version()
                + stored.document().values();
    }

    private Write write() {
        var key = new Key(Note.SCHEMA, tenant(), id());
        return switch (random.nextInt(7)) {
            case 0, 1, 2 -> new Write.Insert(key, document());
            case 3 -> new Write.Replace(key, random.nextInt(1, 4), document());
            case 4 -> new Write.Modify(key, update(random.nextBoolean()));
            case 5 -> new Write.Delete(key);
            default -> new Write.Guard(key, random.nextInt(1, 20));
        };
    }

    private Document document() {
        var document = Document.builder();
        maybe(document, Note.CHAT, text());
        maybe(document, Note.AT, moment());
        maybe(document, Note.MARK, text());
        maybe(document, Note.STATE, text());
        maybe(document, Note.RANK, whole());
        maybe(document, Note.SEEN, random.nextBoolean());
        maybe(
                document,
                Note.WORDS,
                Stream.generate(this::text).limit(random.nextInt(4)).toList());
        maybe(document, Note.UNTIL, moment());
        if (random.nextInt(8) == 0) {
            document.put(Note.HANDLE, text());
        }
        if (random.nextInt(8) == 0) {
            document.put(Note.BODY, Octets.copyOf(new byte[] {(byte) random.nextInt(), 0}));
        }
        return document.build();
    }

    private <V> void maybe(Document.Builder document, Field<V> field, V value) {
        if (random.nextInt(4) > 0) {
            document.put(field, value);
        }
    }

    private Update update(boolean inserting) {
        var update = Update.increment(Note.RANK, random.nextInt(-3, 4));
        update = random.nextBoolean() ? update.andSet(Note.STATE, text()) : update.andUnset(Note.STATE);
        update = random.nextBoolean() ? update.andMax(Note.AT, moment()) : update.andUnset(Note.AT);
        update = random.nextBoolean() ? update.andPush(Note.WORDS, text(), 2) : update.andSet(Note.MARK, text());
        if (inserting) {
            return update.orInsert();
        }
        return switch (random.nextInt(6)) {
            case 0 -> update.ifVersion(random.nextInt(1, 4));
            case 1 -> update.ifEqual(Note.CHAT, text());
            case 2 -> update.ifAbsent(Note.CHAT);
            case 3 -> update.ifAtMost(Note.UNTIL, moment());
            default -> update;
        };
    }

    private Query query() {
        var index = INDEXES.get(random.nextInt(INDEXES.size()));
        var query = Query.on(index).limit(random.nextInt(1, 5));
        var equal = index.fields().isEmpty()
                ? 0
                : index.type() == Index.Type.WORDS
                        ? random.nextInt(1, index.fields().size() + 1)
                        : random.nextInt(index.fields().size() + 1);
        for (var field : index.fields().subList(0, equal)) {
            query = whereAnything(query, field);
        }
        if (equal < index.fields().size() && random.nextBoolean()) {
            query = boundAnything(query, index.fields().get(equal));
        }
        return random.nextBoolean() ? query : query.backwards();
    }

    private <V> Query whereAnything(Query query, Field<V> field) {
        return query.where(field, any(field));
    }

    private <V> Query boundAnything(Query query, Field<V> field) {
        return switch (random.nextInt(5)) {
            case 0 -> query.atLeast(field, any(field));
            case 1 -> query.above(field, any(field));
            case 2 -> query.atMost(field, any(field));
            case 3 -> query.below(field, any(field));
            default -> query.atLeast(field, any(field)).below(field, any(field));
        };
    }

    /// A value of the field's kind.
    @SuppressWarnings("unchecked") // Each case makes what its kind holds.
    private <V> V any(Field<V> field) {
        if (field.equals(Field.ID)) {
            return (V) id();
        }
        if (field.equals(Note.WORDS)) {
            return (V) Stream.generate(this::text).limit(random.nextInt(1, 3)).toList();
        }
        if (field.equals(Note.AT) || field.equals(Note.UNTIL)) {
            return (V) moment();
        }
        if (field.equals(Note.RANK)) {
            return (V) Long.valueOf(whole());
        }
        return field.equals(Note.SEEN) ? (V) Boolean.valueOf(random.nextBoolean()) : (V) text();
    }

    private Tenant tenant() {
        return TENANTS.get(random.nextInt(TENANTS.size()));
    }

    private String id() {
        return "id" + random.nextInt(8);
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private long whole() {
        return random.nextInt(-2, 3);
    }

    private Instant moment() {
        return Instant.ofEpochMilli(random.nextInt(-2, 3));
    }
}
