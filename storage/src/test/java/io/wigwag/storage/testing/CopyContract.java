package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.copy.CopyFailed;
import io.wigwag.storage.copy.StoreCopy;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Everything arrives, from any store in any other.
public abstract class CopyContract {
    private static final List<Schema> SCHEMAS = List.of(Note.SCHEMA, Note.OTHER_SCHEMA);
    private static final List<Tenant> TENANTS = List.of(new Tenant("ana"), new Tenant("a-b"), new Tenant("a"));
    private static final int EACH = 700;

    private final List<String> seen = new ArrayList<>();
    private DocumentAdapter from = new MemoryAdapter();
    private DocumentAdapter to = new MemoryAdapter();

    protected abstract DocumentAdapter source() throws Exception;

    protected abstract DocumentAdapter target() throws Exception;

    @BeforeEach
    final void open() throws Exception {
        from = source();
        to = target();
        from.declare(SCHEMAS);
        to.declare(SCHEMAS);
        for (var tenant : TENANTS) {
            var writes = new ArrayList<Write>();
            for (var i = 0; i < EACH; i++) {
                writes.add(new Write.Restore(new Key(Note.SCHEMA, tenant, "n" + i), i % 9 + 1, document(i)));
            }
            writes.add(new Write.Insert(new Key(Note.OTHER_SCHEMA, tenant, "x"), Document.EMPTY));
            from.write(writes);
        }
    }

    @AfterEach
    final void close() {
        from.close();
        to.close();
    }

    private static Document document(int number) {
        return Document.builder()
                .put(Note.CHAT, "c" + number % 7)
                .put(Note.MARK, "m" + number)
                .put(Note.AT, Instant.ofEpochMilli(number))
                .put(Note.WEIGHT, number / 3.0)
                .put(Note.WORDS, List.of("w" + number % 3, ""))
                .put(Note.BODY, Octets.wrap(new byte[number % 50]))
                .build();
    }

    private StoreCopy copy() {
        return new StoreCopy(from, to, new StoreCopy.Watcher() {
            @Override
            public void copied(Schema schema, long documents) {
                seen.add(schema + " " + documents);
            }

            @Override
            public void verifying(Schema schema) {
                seen.add("verify " + schema);
            }
        });
    }

    @Test
    final void everythingArrivesAsItWas() throws Exception {
        var same = copy().run(SCHEMAS);
        assertThat(same)
                .hasEntrySatisfying("notes", notes -> assertThat(notes.count()).isEqualTo(2_100))
                .hasEntrySatisfying(
                        "otherNotes", others -> assertThat(others.count()).isEqualTo(3));
        var sample = from.find(Note.SCHEMA, TENANTS.getFirst(), Query.on(Note.BY_CHAT));
        assertThat(to.find(Note.SCHEMA, TENANTS.getFirst(), Query.on(Note.BY_CHAT)))
                .isEqualTo(sample)
                .hasSize(100);
        assertThat(seen).contains("notes 500", "notes 2100", "verify notes", "otherNotes 3");
    }

    @Test
    final void itGoesOnWhereItWasCutOff() throws Exception {
        copy().run(SCHEMAS);
        var late = Query.on(Index.EVERYTHING).backwards().limit(800);
        assertThat(to.delete(Note.SCHEMA, Tenant.SYSTEM, late)).isEqualTo(800);
        seen.clear();

        copy().run(SCHEMAS);

        assertThat(seen).contains("notes 800").doesNotContain("notes 1000", "otherNotes 3");
        assertThat(StoreCopy.fingerprint(to, Note.SCHEMA)).isEqualTo(StoreCopy.fingerprint(from, Note.SCHEMA));
    }

    @Test
    final void aDifferenceIsFound() throws Exception {
        copy().run(SCHEMAS);
        var key = new Key(Note.SCHEMA, TENANTS.getFirst(), "n1");
        to.write(List.of(
                new Write.Restore(key, 2, document(2).toBuilder().remove("mark").build())));
        assertThatThrownBy(() -> copy().run(SCHEMAS))
                .isInstanceOf(CopyFailed.class)
                .hasMessageContaining("notes differs")
                .hasMessageContaining("not the same ones");
        to.write(List.of(new Write.Delete(key)));
        assertThatThrownBy(() -> copy().run(SCHEMAS)).hasMessageContaining("2100 documents there, 2099 here");
    }
}
