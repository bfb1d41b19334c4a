package io.wigwag.storage.mongo;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.testing.StoredStateContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A device's state in MongoDB.
class MongoStateTest extends StoredStateContract {
    @RegisterExtension
    static final TestMongo MONGO = new TestMongo();

    @Override
    protected DocumentAdapter adapter() {
        return MONGO.open();
    }
}
