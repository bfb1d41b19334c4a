package io.wigwag.storage.testing;

import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.DocumentBytes;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Tenant;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;

/// Sealing over the model in memory.
class SealedMemoryTest {
    @Nested
    class Tampering extends TamperContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class NewKeys extends ResealingContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }
    }

    @Nested
    class Dump extends DumpContract {
        @Override
        protected DocumentAdapter adapter() {
            return new MemoryAdapter();
        }

        @Override
        protected byte[] dump() {
            var bytes = new ByteArrayOutputStream();
            for (var schema : SCHEMAS) {
                for (var stored : adapter.find(schema, Tenant.SYSTEM, Query.on(Index.EVERYTHING))) {
                    bytes.writeBytes(stored.id().getBytes(StandardCharsets.UTF_8));
                    bytes.writeBytes(DocumentBytes.write(stored.document()).toArray());
                }
            }
            return bytes.toByteArray();
        }
    }
}
