package io.wigwag.storage.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.port.StateChange;
import io.wigwag.storage.document.StaleOwner;
import io.wigwag.storage.document.StoreUnavailable;
import io.wigwag.storage.engine.CommitWitness;
import io.wigwag.storage.seal.master.MasterKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R6c: of two processes with the same file one alone holds its devices, and whoever comes with an older lease after
/// the other has died changes nothing.
class TwoOwnersTest {
    private static final int LATER = 7;

    private final MasterKey master = MasterKey.generate("first", new SecureRandom());

    @TempDir
    private Path workshop = Path.of("");

    TwoOwnersTest() throws Exception {}

    @Test
    void aProcessWithAnOlderLeaseIsRefused() throws Exception {
        var data = workshop.resolve("data");
        var owner = new ProcessBuilder(
                        ChildProcess.command(workshop, OwningChild.class, data.toString(), master.reveal(), "" + LATER))
                .redirectError(workshop.resolve("errors.txt").toFile())
                .start();
        try (var in = owner.outputWriter();
                var out = owner.inputReader()) {
            in.write("bundle one\n");
            in.flush();
            assertThat(out.readLine()).startsWith("bundle one");

            assertThatThrownBy(() -> EmbeddedAdapter.open(data, EmbeddedSettings.DEFAULT))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another process");

            in.write("bundle two\n");
            in.flush();
            assertThat(out.readLine()).startsWith("bundle two");
            owner.toHandle().destroyForcibly();
        } finally {
            owner.destroyForcibly();
            owner.waitFor();
        }
        try (var adapter = EmbeddedAdapter.open(data, EmbeddedSettings.DEFAULT)) {
            assertThatThrownBy(() -> OwningChild.state(adapter, master, LATER - 1, CommitWitness.NONE))
                    .isInstanceOf(StaleOwner.class);
            var state = OwningChild.state(adapter, master, LATER + 1, CommitWitness.NONE);
            assertThat(state.nextPreKeyId()).as("both bundles were committed").isEqualTo(3);
            state.commit(List.of(new StateChange.PutNextPreKeyId(9)));
            assertThat(state.nextPreKeyId()).isEqualTo(9);
        }
    }
}
