package io.wigwag.storage.mongo;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.testing.BatchContract;
import io.wigwag.storage.testing.ConcurrencyContract;
import io.wigwag.storage.testing.EventLogContract;
import io.wigwag.storage.testing.GoldenContract;
import io.wigwag.storage.testing.LeaseContract;
import io.wigwag.storage.testing.MigrationContract;
import io.wigwag.storage.testing.ModelContract;
import io.wigwag.storage.testing.QueryContract;
import io.wigwag.storage.testing.RecordsContract;
import io.wigwag.storage.testing.UniqueContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every promise of the port, on the double or on a real server.
class MongoContractTest {
    @RegisterExtension
    static final TestMongo MONGO = new TestMongo();

    @Nested
    class OneDocument extends RecordsContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class UniqueIndexes extends UniqueContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class Queries extends QueryContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class Batches extends BatchContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class AgainstTheModel extends ModelContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class Ownership extends LeaseContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class Events extends EventLogContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class MigratedStore extends MigrationContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }

    @Nested
    class OlderData extends GoldenContract {
        @Override
        protected DocumentAdapter adapter() {
            return MONGO.open();
        }
    }
}
