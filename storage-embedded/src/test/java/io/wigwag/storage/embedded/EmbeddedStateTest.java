package io.wigwag.storage.embedded;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.testing.StoredStateContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A device's state in the embedded store.
class EmbeddedStateTest extends StoredStateContract {
    @TempDir
    private Path directory = Path.of("");

    @Override
    protected DocumentAdapter adapter() {
        return EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT);
    }
}
