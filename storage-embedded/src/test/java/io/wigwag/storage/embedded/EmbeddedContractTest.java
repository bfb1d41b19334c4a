package io.wigwag.storage.embedded;

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
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/// The embedded store keeps the contract of the document port.
class EmbeddedContractTest {
    @TempDir
    private Path directory = Path.of("");

    private DocumentAdapter open() {
        return EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT);
    }

    @Nested
    class OneDocument extends RecordsContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class UniqueIndexes extends UniqueContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class Queries extends QueryContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class Batches extends BatchContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class AgainstTheModel extends ModelContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class Ownership extends LeaseContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class Events extends EventLogContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class MigratedStore extends MigrationContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class OlderData extends GoldenContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }
}
