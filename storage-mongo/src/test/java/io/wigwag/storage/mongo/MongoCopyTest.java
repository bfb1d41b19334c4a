package io.wigwag.storage.mongo;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import io.wigwag.storage.testing.CopyContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// From a laptop's file to a database server, and back.
class MongoCopyTest {
    @RegisterExtension
    static final TestMongo MONGO = new TestMongo();

    @TempDir
    private Path directory = Path.of("");

    private DocumentAdapter embedded() {
        return EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT);
    }

    @Nested
    class FromFileToServer extends CopyContract {
        @Override
        protected DocumentAdapter source() {
            return embedded();
        }

        @Override
        protected DocumentAdapter target() {
            return MONGO.open();
        }
    }

    @Nested
    class FromServerToFile extends CopyContract {
        @Override
        protected DocumentAdapter source() {
            return MONGO.open();
        }

        @Override
        protected DocumentAdapter target() {
            return embedded();
        }
    }
}
