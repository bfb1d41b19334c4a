package io.wigwag.storage.copy;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.testing.CopyContract;
import io.wigwag.storage.testing.MemoryAdapter;

class StoreCopyTest extends CopyContract {
    @Override
    protected DocumentAdapter source() {
        return new MemoryAdapter();
    }

    @Override
    protected DocumentAdapter target() {
        return new MemoryAdapter();
    }
}
