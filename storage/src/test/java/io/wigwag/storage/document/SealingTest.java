package io.wigwag.storage.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.Note;
import io.wigwag.storage.testing.ScrambleSealer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sealed fields are opaque to the adapter, and open only where and as they were sealed.
class SealingTest {
    private static final Tenant ANA = new Tenant("ana");
    private static final Schema SECRETS = Schema.named("secrets")
            .index(Index.of("byChat", Note.CHAT))
            .sealed(Note.BODY, Note.WORDS, Note.MARK)
            .sealedFor(Note.STATE)
            .changing(Note.CHAT)
            .build();

    private final MemoryAdapter adapter = new MemoryAdapter();
    private final DocumentStore store = DocumentStore.open(adapter, new ScrambleSealer(), List.of(SECRETS));
    private final Records<Note> secrets = store.records(new RecordType<>(SECRETS, Note.TYPE.codec()), ANA);

    private static Note secret(String id) {
        return Note.with(id, Note.MARK, "planted")
                .and(Note.WORDS, List.of("planted", "too"))
                .and(Note.BODY, Octets.wrap("planted".getBytes(StandardCharsets.UTF_8)))
                .and(Note.CHAT, "plain")
                .and(Note.STATE, "device");
    }

    private StoredDocument stored(String id) {
        return adapter.load(SECRETS, ANA, List.of(id)).getFirst();
    }

    private void tamper(String id, Document document) {
        adapter.write(
                List.of(new Write.Restore(new Key(SECRETS, ANA, id), stored(id).version(), document)));
    }

    @Test
    void theAdapterSeesBytesAndTheReaderSeesTheRecord() {
        secrets.insert(secret("one"));
        assertThat(secrets.get("one").orElseThrow().record()).isEqualTo(secret("one"));
        var seen = DocumentBytes.write(stored("one").document()).toArray();
        assertThat(new String(seen, StandardCharsets.ISO_8859_1))
                .doesNotContain("planted")
                .contains("plain");
        assertThat(secrets.find(Query.on(SECRETS.indexes().getFirst())).records())
                .containsExactly(secret("one"));
    }

    @Test
    void updatesOfPlainFieldsLeaveTheSealAlone() {
        var inserted = secrets.insert(secret("one"));
        var updated = secrets.update("one", Update.set(Note.CHAT, "other")).orElseThrow();
        assertThat(updated.version()).isEqualTo(2);
        assertThat(updated.record()).isEqualTo(secret("one").and(Note.CHAT, "other"));
        assertThatThrownBy(() -> secrets.replace(inserted)).isInstanceOf(WriteConflict.class);
        var replaced = secrets.replace(updated.with(secret("one").and(Note.MARK, "new")));
        assertThat(secrets.get("one")).contains(replaced);
    }

    @Test
    void sealedFieldsChangeByReplacementOnly() {
        secrets.insert(secret("one"));
        for (var update : List.of(
                Update.set(Note.MARK, "x"),
                Update.unset(Note.MARK),
                Update.push(Note.WORDS, "x", 3),
                Update.set(Note.RANK, 7L),
                Update.set(Note.STATE, "another device"),
                Update.set(Note.CHAT, "x").orInsert())) {
            assertThatIllegalArgumentException().isThrownBy(() -> secrets.update("one", update));
            assertThatIllegalArgumentException().isThrownBy(() -> store.batch().update(secrets, "one", update));
        }
    }

    @Test
    void aFieldThatWasMovedOrPutBackDoesNotOpen() {
        var first = secrets.insert(secret("one"));
        secrets.insert(secret("two"));
        var old = stored("one").document();
        secrets.replace(first.with(secret("one").and(Note.MARK, "second")));
        var now = stored("one").document();
        var elsewhere = stored("two").document();
        for (var changed : List.of(
                with(now, Schema.SEALED, elsewhere),
                with(now, Schema.SEALED, old),
                with(with(now, Schema.SEALED, old), Schema.SEALED_AT, old).toBuilder()
                        .put(Note.STATE, "another device")
                        .build(),
                now.toBuilder().put(Note.STATE, "another device").build(),
                now.toBuilder().put(Note.MARK, "in the open").build(),
                now.toBuilder().put(Note.RANK, 7L).build(),
                now.toBuilder().remove(Schema.SEALED.name()).build(),
                now.toBuilder().remove(Schema.SEALED_AT.name()).build())) {
            tamper("one", changed);
            assertThatThrownBy(() -> secrets.get("one"))
                    .isInstanceOf(DamagedDocument.class)
                    .hasMessageContaining("secrets");
        }
        tamper("one", now);
        assertThat(secrets.get("one")).isPresent();
    }

    private static <V> Document with(Document document, Field<V> field, Document from) {
        return document.toBuilder().put(field, from.require(field)).build();
    }

    @Test
    void whereNothingIsSealedThatIsSealedToo() {
        var bare = Note.with("bare", Note.CHAT, "plain").and(Note.STATE, "device");
        secrets.insert(bare);
        assertThat(secrets.get("bare").orElseThrow().record()).isEqualTo(bare);
        secrets.insert(secret("one"));
        tamper(
                "one",
                with(
                        with(
                                stored("one").document(),
                                Schema.SEALED,
                                stored("bare").document()),
                        Schema.SEALED_AT,
                        stored("bare").document()));
        assertThatThrownBy(() -> secrets.get("one")).isInstanceOf(DamagedDocument.class);
    }

    @Test
    void declarationsThatCannotBeAreRefused() {
        var sealed = Schema.named("bad").sealed(Note.CHAT);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sealed.index(Index.of("byChat", Note.CHAT)).build());
        var owner = Schema.named("bad").sealed(Note.CHAT).sealedFor(Note.CHAT);
        assertThatIllegalArgumentException().isThrownBy(owner::build);
        var changing = Schema.named("bad").sealed(Note.CHAT).changing(Note.CHAT);
        assertThatIllegalArgumentException().isThrownBy(changing::build);
        var own = Schema.named("bad").index(Index.of("byVersion", Field.whole("version")));
        assertThatIllegalArgumentException().isThrownBy(own::build);
        var twice = Schema.named("bad").index(Index.of("a", Note.CHAT));
        assertThatIllegalArgumentException().isThrownBy(() -> twice.index(Index.of("a", Note.MARK)));
        assertThatIllegalArgumentException().isThrownBy(() -> Schema.named("not a name"));
        assertThatIllegalArgumentException().isThrownBy(() -> Index.of("byBody", Note.BODY));
        assertThatIllegalArgumentException().isThrownBy(() -> Index.of("twice", Note.CHAT, Note.CHAT));
        assertThatIllegalArgumentException().isThrownBy(() -> Field.text("$set"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tenant("a/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Key(SECRETS, ANA, ""));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Update.set(Note.CHAT, "a").andUnset(Note.CHAT));
        assertThatIllegalArgumentException().isThrownBy(() -> Update.push(Note.WORDS, "a", 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Update.max(Note.CHAT, "a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Update.set(Note.CHAT, "a").ifVersion(1).orInsert());
    }

    @Test
    void damageNamesTheCollectionAndTheFieldAndNoValue() {
        secrets.insert(secret("one"));
        assertThatThrownBy(
                        () -> secrets.get("one").orElseThrow().record().fields().require(Note.RANK))
                .isInstanceOf(DamagedDocument.class)
                .hasMessageContaining("rank");
        assertThatThrownBy(
                        () -> secrets.get("one").orElseThrow().record().fields().get(Field.whole("mark")))
                .isInstanceOf(DamagedDocument.class)
                .hasMessageContaining("mark")
                .hasMessageNotContaining("planted");
        assertThat(stored("one").document().toString()).doesNotContain("plain");
    }
}
