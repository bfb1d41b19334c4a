package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.DeviceState;
import io.wigwag.core.port.MessageKey;
import io.wigwag.core.signal.SentMessages;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.seal.master.MasterKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R7a: every sent message is kept sealed for seven days, across restarts, and not for ever.
class SentMessagesTest {
    private static final MessageKey KEY = new MessageKey("4915731460042", "3EB0C431C2A9");
    private static final Octets RECORD = Correspondent.octets("the harbour tower code is 88-314");

    private final MasterKey master = MasterKey.generate("first", new SecureRandom());
    private Instant now = Instant.parse("2026-11-21T12:00:00Z");
    private final SentMessages sent = new SentMessages(() -> now);

    @TempDir
    private Path directory = Path.of("");

    SentMessagesTest() throws Exception {}

    private interface Use {
        void of(DeviceState state);
    }

    private void process(Use use) throws Exception {
        try (var adapter = EmbeddedAdapter.open(directory.resolve("data"), EmbeddedSettings.DEFAULT)) {
            use.of(OwningChild.owned(adapter, master, CommitWitness.NONE).state());
        }
    }

    @Test
    void aSentMessageIsThereForSevenDaysAndManyProcesses() throws Exception {
        process(state -> state.commit(List.of(sent.keep(KEY, RECORD))));
        for (var day = 1; day <= 7; day++) {
            now = now.plus(Duration.ofDays(1));
            process(state -> {
                state.commit(sent.forgetOld());
                assertThat(state.keptMessages(List.of(KEY))).isEqualTo(Map.of(KEY, RECORD));
            });
        }
        assertThat(raw()).doesNotContain("harbour").doesNotContain(KEY.chat()).doesNotContain(KEY.messageId());

        now = now.plusMillis(1);
        process(state -> {
            state.commit(sent.forgetOld());
            assertThat(state.keptMessages(List.of(KEY))).isEmpty();
        });
        process(state -> assertThat(state.keptMessages(List.of(KEY))).isEmpty());
    }

    private String raw() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var files = Files.walk(directory)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                bytes.writeBytes(Files.readAllBytes(file));
            }
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
