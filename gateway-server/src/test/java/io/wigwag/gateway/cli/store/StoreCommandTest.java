package io.wigwag.gateway.cli.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.gateway.boot.OpenStore;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.gateway.cli.Wigwag;
import io.wigwag.storage.Catalogue;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the copy itself does is told by its contract; here is what a person sees of it.
class StoreCommandTest {
    private static final Tenant ANA = new Tenant("ana");

    @TempDir
    private Path folder = Path.of("");

    private String from = "";
    private String to = "";
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Wigwag wigwag = new Wigwag(new Terminal(new PrintWriter(out), new PrintWriter(err)));

    @BeforeEach
    void aStore() {
        from = folder.resolve("from").toString();
        to = folder.resolve("to").toString();
        try (var store = EmbeddedAdapter.open(Path.of(from), EmbeddedSettings.DEFAULT)) {
            store.declare(Catalogue.schemas());
            store.write(List.of(new Write.Insert(new Key(tallies(), ANA, "sent"), sent(7))));
        }
    }

    private static Schema tallies() {
        return Catalogue.schemas().stream()
                .filter(schema -> schema.name().equals("tallies"))
                .findFirst()
                .orElseThrow();
    }

    private static Document sent(long count) {
        return Document.builder().put(Field.whole("value"), count).build();
    }

    @Test
    void everyCollectionIsListedWithItsCountAndHash() {
        assertThat(wigwag.run("store", "copy", "--from", from, "--to", to)).isEqualTo(ExitStatus.OK);
        assertThat(out.toString().lines())
                .hasSameSizeAs(OpenStore.schemas())
                .anyMatch(line -> line.matches("tallies  1 documents  sha256 [0-9a-f]{64}"))
                .anyMatch(line -> line.startsWith("deviceState  0 documents"));
        assertThat(err.toString()).contains("tallies: copied, comparing", "Take the master key along");
        try (var store = EmbeddedAdapter.open(Path.of(to), EmbeddedSettings.DEFAULT)) {
            store.declare(Catalogue.schemas());
            assertThat(store.load(tallies(), ANA, List.of("sent")))
                    .extracting(stored -> stored.document())
                    .containsExactly(sent(7));
        }
    }

    @Test
    void aTargetThatHoldsSomethingElseIsRefusedInTheEnd() {
        try (var store = EmbeddedAdapter.open(Path.of(to), EmbeddedSettings.DEFAULT)) {
            store.declare(Catalogue.schemas());
            store.write(List.of(new Write.Insert(new Key(tallies(), ANA, "other"), sent(1))));
        }
        assertThat(wigwag.run("store", "copy", "--from", from, "--to", to)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("Not copied: tallies differs: 1 documents there, 2 here");
    }

    @Test
    void whatCannotBeIsToldBeforeAnythingIsDone() {
        assertThat(wigwag.run("store", "copy", "--from", from, "--to", from)).isEqualTo(ExitStatus.USAGE);
        assertThat(wigwag.run("store")).isEqualTo(ExitStatus.USAGE);
        assertThat(wigwag.run("store", "copy", "--from", "env:WIGWAG_NO_SUCH_STORE", "--to", to))
                .isEqualTo(ExitStatus.USAGE);
        assertThat(err.toString())
                .contains("Both are the same store", "Say what to do", "WIGWAG_NO_SUCH_STORE is not set");
        var nowhere = folder.resolve("none").toString();
        assertThat(wigwag.run("store", "copy", "--from", nowhere, "--to", to)).isEqualTo(ExitStatus.FAILED);
        assertThat(err.toString()).contains("There is no store in " + nowhere);
    }
}
