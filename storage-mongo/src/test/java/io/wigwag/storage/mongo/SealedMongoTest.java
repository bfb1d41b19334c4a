package io.wigwag.storage.mongo;

import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClients;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.testing.DumpContract;
import io.wigwag.storage.testing.ResealingContract;
import io.wigwag.storage.testing.TamperContract;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Sealing over MongoDB; its dump is what a dump tool would fetch: every document of every collection.
class SealedMongoTest {
    @RegisterExtension
    static final TestMongo MONGO = new TestMongo();

    @Nested
    class Tampering extends TamperContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class NewKeys extends ResealingContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class Dump extends DumpContract {
        private final MongoSettings settings = MONGO.database();

        @Override
        protected DocumentAdapter adapter() {
            return MongoAdapter.open(settings, _ -> {});
        }

        @Override
        protected byte[] dump() {
            var bytes = new ByteArrayOutputStream();
            var answers = new Answers(Duration.ofSeconds(30));
            var address = new ConnectionString(settings.uri());
            try (var client = MongoClients.create(address)) {
                var database = client.getDatabase(String.valueOf(address.getDatabase()));
                for (var name : answers.all(database.listCollectionNames())) {
                    var documents = database.getCollection(name, RawBsonDocument.class);
                    for (var document : answers.all(documents.find())) {
                        var buffer = document.getByteBuffer().asNIO();
                        var content = new byte[buffer.remaining()];
                        buffer.get(content);
                        bytes.writeBytes(content);
                    }
                }
            }
            return bytes.toByteArray();
        }
    }
}
