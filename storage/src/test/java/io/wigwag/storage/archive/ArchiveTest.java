package io.wigwag.storage.archive;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.testing.MemoryAdapter;

/// Archives over the model in memory.
class ArchiveTest extends ArchiveContract {
    @Override
    protected DocumentAdapter adapter(String name) {
        return new MemoryAdapter();
    }
}
