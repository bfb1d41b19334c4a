package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.Keychain;
import io.wigwag.storage.seal.Shredding;
import io.wigwag.storage.testing.DumpContract;
import io.wigwag.storage.testing.ResealingContract;
import io.wigwag.storage.testing.TamperContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sealing over the embedded store; its dump is every byte of every file.
class SealedEmbeddedTest {
    private static final int DEVICES = 40;
    private static final int PART = 8;

    @TempDir
    private Path directory = Path.of("");

    private DocumentAdapter open() {
        return EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT);
    }

    private byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                bytes.writeBytes(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }

    @Nested
    class Tampering extends TamperContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class NewKeys extends ResealingContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }
    }

    @Nested
    class Dump extends DumpContract {
        @Override
        protected DocumentAdapter adapter() {
            return open();
        }

        @Override
        protected byte[] dump() throws IOException {
            // Before the end, what was written last still lies in the log.
            var whileOpen = bytes();
            adapter.close();
            return Octets.concat(Octets.wrap(whileOpen), Octets.wrap(bytes())).toArray();
        }

        @Test
        void theWrappedKeysOfShreddedDevicesLieNowhere() throws Exception {
            var keys = new ArrayList<Octets>();
            for (var i = 0; i < DEVICES; i++) {
                process.keys().provide(new KeyScope(ANA, "device-" + i));
                var chain = process.chains().load(new KeyScope(ANA, "device-" + i));
                keys.add(((Keychain.Living) chain.orElseThrow()).keys().bytes());
            }
            var shredding = new Shredding(process.chains(), process.keys(), clock);
            for (var i = 0; i < DEVICES; i++) {
                shredding.device(ANA, "device-" + i);
            }
            adapter.close();

            var bytes = new String(bytes(), StandardCharsets.ISO_8859_1);
            for (var key : keys) {
                for (var at = 0; at + PART <= key.size(); at += PART) {
                    var part = new String(key.slice(at, at + PART).toArray(), StandardCharsets.ISO_8859_1);
                    assertThat(bytes.contains(part)).as("from %d", at).isFalse();
                }
            }
        }
    }
}
