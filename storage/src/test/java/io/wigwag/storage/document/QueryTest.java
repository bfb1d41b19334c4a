package io.wigwag.storage.document;

import static io.wigwag.storage.testing.Note.AT;
import static io.wigwag.storage.testing.Note.BY_CHAT;
import static io.wigwag.storage.testing.Note.BY_WORD;
import static io.wigwag.storage.testing.Note.CHAT;
import static io.wigwag.storage.testing.Note.RANK;
import static io.wigwag.storage.testing.Note.WORDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.testing.MemoryAdapter;
import io.wigwag.storage.testing.Note;
import io.wigwag.storage.testing.ScrambleSealer;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// A query that no declared index serves cannot be said.
class QueryTest {
    private final DocumentStore store =
            DocumentStore.open(new MemoryAdapter(), new ScrambleSealer(), List.of(Note.SCHEMA));
    private final Records<Note> notes = store.records(Note.TYPE, new Tenant("ana"));

    private static void refuses(ThrowingCallable mistake) {
        assertThatIllegalArgumentException().isThrownBy(mistake);
    }

    @Test
    void fieldsComeInTheIndexsOrder() {
        refuses(() -> Query.on(BY_CHAT).where(AT, Instant.EPOCH));
        refuses(() -> Query.on(BY_CHAT).where(RANK, 1L));
        refuses(() -> Query.on(BY_CHAT).where(CHAT, "a").where(CHAT, "b"));
        refuses(() -> Query.on(BY_CHAT).above(AT, Instant.EPOCH));
        refuses(() -> Query.on(BY_CHAT).where(CHAT, "a").above(RANK, 1L));
        refuses(() -> Query.on(Index.EVERYTHING).where(Field.ID, "a"));
    }

    @Test
    void onlyAnIndexOfTheCollectionIsWalked() {
        var foreign = Query.on(Index.of("foreign", CHAT));
        refuses(() -> notes.find(foreign));
        refuses(() -> notes.delete(foreign));
        refuses(() -> notes.claim(foreign, Update.set(RANK, 1L)));
        refuses(() -> store.everyTenant(Note.TYPE).find(foreign));
    }

    @Test
    void nobodyLooksIntoOtherTenantsByMistake() {
        refuses(() -> notes.find(Query.on(Note.QUEUE)));
        refuses(() -> notes.find(Query.on(Index.EVERYTHING)));
        refuses(() -> store.everyTenant(Note.TYPE).find(Query.on(BY_CHAT)));
        refuses(() -> store.everyTenant(Note.TYPE).delete(Query.on(Index.BY_ID)));
        refuses(() -> store.everyTenant(Note.TYPE).claim(Query.on(BY_CHAT), Update.set(RANK, 1L)));
    }

    @Test
    void wordsAreNeededWhereWordsAreIndexed() {
        refuses(() -> notes.find(Query.on(BY_WORD)));
        refuses(() -> Query.on(BY_WORD).where(WORDS, List.of()));
        refuses(() -> Query.on(BY_WORD).where(WORDS, Collections.nCopies(17, "w")));
        refuses(() -> Query.on(BY_WORD).atLeast(WORDS, List.of("w")));
    }

    @Test
    void limitsAreKept() {
        refuses(() -> Query.on(BY_CHAT).limit(0));
        refuses(() -> Query.on(BY_CHAT).limit(Query.MAX_LIMIT + 1));
    }

    @Test
    void aPrefixEndsWhereTheNextTextBegins() {
        var top = new String(Character.toChars(Character.MAX_CODE_POINT));
        assertThat(end("ab")).isEqualTo("ac");
        assertThat(end("a" + top)).isEqualTo("b");
        assertThat(end("\uD7FF")).isEqualTo("\uE000");
        refuses(() -> Query.on(BY_CHAT).startingWith(CHAT, top));
        refuses(() -> Query.on(BY_CHAT).startingWith(CHAT, ""));
    }

    private static String end(String prefix) {
        var last =
                Query.on(BY_CHAT).startingWith(CHAT, prefix).range().getLast().value();
        return last instanceof Value.Text(var text) ? text : "";
    }

    @Test
    void onlyTheQuerysOwnCursorsAreTaken() throws Exception {
        notes.insert(Note.in("c", "n1", 10));
        var query = Query.on(BY_CHAT).where(CHAT, "c").limit(1);
        var text = notes.find(query).next().map(Cursor::toText).orElseThrow();
        assertThat(query.after(text).after().id()).isEqualTo("n1");
        assertThatThrownBy(() -> Query.on(BY_CHAT).after(text)).isInstanceOf(MalformedCursor.class);
        assertThatThrownBy(() -> Query.on(Note.BY_STATE)
                        .where(Note.STATE, "s")
                        .where(Note.SEEN, true)
                        .after(text))
                .isInstanceOf(MalformedCursor.class);
        Stream.of("", "?", "AAAA", text.substring(2), text + "AA", "BwA")
                .forEach(bad ->
                        assertThatThrownBy(() -> query.after(bad)).as(bad).isInstanceOf(MalformedCursor.class));
    }
}
