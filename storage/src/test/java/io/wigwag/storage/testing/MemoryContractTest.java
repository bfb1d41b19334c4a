package io.wigwag.storage.testing;

import io.wigwag.storage.document.DocumentAdapter;
import org.junit.jupiter.api.Nested;

/// The model keeps its own contract, or it is no model.
class MemoryContractTest {
    @Nested
    class OneDocument extends RecordsContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class UniqueIndexes extends UniqueContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class Queries extends QueryContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class Batches extends BatchContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class AgainstItself extends ModelContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class Ownership extends LeaseContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class Events extends EventLogContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class MigratedStore extends MigrationContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class OlderData extends GoldenContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }
}
