package io.wigwag.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ExplainVerbosity;
import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.testing.Note;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every shape of query walks its index: nothing is scanned, nothing is sorted in memory. Only a real server can say.
@EnabledIfEnvironmentVariable(named = TestMongo.VARIABLE, matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoPlanTest {
    @RegisterExtension
    static final TestMongo MONGO = new TestMongo();

    private static final Tenant ANA = new Tenant("ana");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final List<MongoAdapter> opened = new ArrayList<>();

    @BeforeAll
    void fill() {
        var adapter = MONGO.open();
        opened.add(adapter);
        adapter.declare(List.of(Note.SCHEMA));
        adapter.write(IntStream.range(0, 500).mapToObj(MongoPlanTest::note).toList());
    }

    private static Write note(int number) {
        var document = Document.builder()
                .put(Note.CHAT, "c" + number % 5)
                .put(Note.AT, NOON.plusSeconds(number))
                .put(Note.MARK, "m" + number)
                .put(Note.HANDLE, "h" + number)
                .put(Note.STATE, "s" + number % 3)
                .put(Note.SEEN, number % 2 == 0)
                .put(Note.RANK, (long) number)
                .put(Note.WORDS, List.of("w" + number % 7, "all"))
                .put(Note.UNTIL, NOON.plusSeconds(number))
                .build();
        return new Write.Insert(new Key(Note.SCHEMA, ANA, "n" + number), document);
    }

    @AfterAll
    void close() {
        opened.forEach(MongoAdapter::close);
    }

    static Stream<Query> shapes() {
        var expiry = Note.SCHEMA.indexes().stream()
                .filter(index -> index.name().equals("expiry"))
                .findFirst()
                .orElseThrow();
        return Stream.of(
                        Query.byId("n1"),
                        Query.on(Index.BY_ID),
                        Query.on(Index.EVERYTHING),
                        Query.on(Note.BY_CHAT),
                        Query.on(Note.BY_CHAT).where(Note.CHAT, "c1"),
                        Query.on(Note.BY_CHAT).where(Note.CHAT, "c1").atLeast(Note.AT, NOON),
                        Query.on(Note.BY_CHAT)
                                .where(Note.CHAT, "c1")
                                .above(Note.AT, NOON)
                                .atMost(Note.AT, NOON.plusSeconds(9)),
                        Query.on(Note.BY_CHAT).where(Note.CHAT, "c1").where(Note.AT, NOON),
                        Query.on(Note.BY_CHAT).startingWith(Note.CHAT, "c"),
                        Query.on(Note.BY_MARK).where(Note.CHAT, "c1"),
                        Query.on(Note.BY_MARK).where(Note.CHAT, "c1").where(Note.MARK, "m1"),
                        Query.on(Note.BY_HANDLE).where(Note.HANDLE, "h1"),
                        Query.on(Note.BY_STATE).where(Note.STATE, "s1"),
                        Query.on(Note.BY_STATE)
                                .where(Note.STATE, "s1")
                                .where(Note.SEEN, true)
                                .below(Note.RANK, 7L),
                        Query.on(Note.QUEUE).where(Note.STATE, "s1").atMost(Note.AT, NOON),
                        Query.on(Note.BY_WORD).where(Note.WORDS, List.of("w1")),
                        Query.on(Note.BY_WORD)
                                .where(Note.WORDS, List.of("w1", "all"))
                                .atLeast(Note.AT, NOON),
                        Query.on(expiry).atMost(Note.UNTIL, NOON))
                .flatMap(query -> Stream.of(query, query.backwards()))
                .flatMap(query -> Stream.of(query, resumed(query)));
    }

    private static Query resumed(Query query) {
        var here = new StoredDocument(ANA, "n5", 1, ((Write.Insert) note(5)).document());
        return query.after(Cursor.at(here, query));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void walksItsIndex(Query query) {
        var plan = new Answers(Duration.ofSeconds(30))
                .one(opened.getFirst()
                        .walk(Note.SCHEMA, ANA, query)
                        .explain(BsonDocument.class, ExplainVerbosity.QUERY_PLANNER));
        var stages = new ArrayList<String>();
        collect(plan.getDocument("queryPlanner").getDocument("winningPlan"), stages);
        assertThat(stages)
                .as(plan.toJson())
                .doesNotContain("COLLSCAN", "SORT")
                .containsAnyOf("IXSCAN", "IDHACK", "EXPRESS_IXSCAN", "CLUSTERED_IXSCAN");
    }

    private static void collect(BsonValue plan, List<String> stages) {
        if (plan.isDocument()) {
            plan.asDocument().forEach((name, value) -> {
                if (name.equals("stage") && value.isString()) {
                    stages.add(value.asString().getValue());
                }
                collect(value, stages);
            });
        } else if (plan.isArray()) {
            plan.asArray().forEach(element -> collect(element, stages));
        }
    }
}
