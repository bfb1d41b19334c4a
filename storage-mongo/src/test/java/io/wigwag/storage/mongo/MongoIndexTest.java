package io.wigwag.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.reactivestreams.client.MongoClients;
import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import java.time.Duration;
import java.util.List;
import org.bson.BsonDocument;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Indexes and documents as another tool sees them.
class MongoIndexTest {
    @RegisterExtension
    static final TestMongo MONGO = new TestMongo();

    private static final Tenant ANA = new Tenant("ana");
    private static final Field<String> CHAT = Field.text("chat");
    private static final Field<Octets> BODY = Field.bytes("body");
    private static final Schema PLAIN =
            Schema.named("letters").index(Index.of("byChat", CHAT)).build();
    private static final Schema UNIQUE =
            Schema.named("letters").index(Index.unique("byChat", CHAT)).build();

    private final MongoSettings settings = MONGO.database();
    private final MongoAdapter adapter = MongoAdapter.open(settings, _ -> {});

    @AfterEach
    void close() {
        adapter.close();
    }

    private void insert(String id, String chat) {
        var document = Document.builder()
                .put(CHAT, chat)
                .put(BODY, Octets.ofHex("00ff"))
                .build();
        adapter.write(List.of(new Write.Insert(new Key(PLAIN, ANA, id), document)));
    }

    private List<BsonDocument> indexes() {
        try (var client = MongoClients.create(settings.uri())) {
            return new Answers(Duration.ofSeconds(30))
                    .all(client.getDatabase(settings.database())
                            .getCollection("letters")
                            .listIndexes(BsonDocument.class));
        }
    }

    @Test
    void anIndexIsMadeOnceAndIsPartial() {
        adapter.declare(List.of(PLAIN));
        adapter.declare(List.of(PLAIN));
        assertThat(indexes()).hasSize(2).anySatisfy(index -> {
            assertThat(index.getString("name").getValue()).isEqualTo("byChat");
            assertThat(index.getDocument("key").toJson()).isEqualTo("{\"_tenant\": 1, \"chat\": 1, \"_id\": 1}");
            assertThat(index.getDocument("partialFilterExpression").toJson())
                    .isEqualTo("{\"chat\": {\"$exists\": true}}");
        });
    }

    @Test
    void anIndexThatIsDeclaredDifferentlyIsBuiltAnew() {
        adapter.declare(List.of(PLAIN));
        insert("one", "c");
        adapter.declare(List.of(UNIQUE));
        assertThat(indexes()).hasSize(2);
        assertThatThrownBy(() -> insert("two", "c")).isInstanceOf(DuplicateKey.class);
    }

    @Test
    void aUniqueIndexThatCannotBeSaysWhatToDo() {
        adapter.declare(List.of(PLAIN));
        insert("one", "c");
        insert("two", "c");
        assertThatThrownBy(() -> adapter.declare(List.of(UNIQUE)))
                .isInstanceOfSatisfying(
                        StoreUnavailable.class,
                        refused -> assertThat(refused.retryable()).isFalse())
                .hasMessageContaining("byChat of letters")
                .hasMessageContaining("start again");
    }

    @Test
    void anyToolCanReadADocument() {
        insert("one", "c");
        try (var client = MongoClients.create(settings.uri())) {
            var raw = new Answers(Duration.ofSeconds(30))
                    .one(client.getDatabase(settings.database())
                            .getCollection("letters", BsonDocument.class)
                            .find());
            assertThat(raw)
                    .isEqualTo(BsonDocument.parse("{_id: 'ana one', _tenant: 'ana', _version: {$numberLong: '1'},"
                            + " body: {$binary: {base64: 'AP8=', subType: '00'}}, chat: 'c'}"));
        }
    }
}
