package io.wigwag.storage.testing;

import static io.wigwag.storage.testing.Note.AT;
import static io.wigwag.storage.testing.Note.BY_CHAT;
import static io.wigwag.storage.testing.Note.BY_STATE;
import static io.wigwag.storage.testing.Note.BY_WORD;
import static io.wigwag.storage.testing.Note.CHAT;
import static io.wigwag.storage.testing.Note.QUEUE;
import static io.wigwag.storage.testing.Note.RANK;
import static io.wigwag.storage.testing.Note.SEEN;
import static io.wigwag.storage.testing.Note.STATE;
import static io.wigwag.storage.testing.Note.WORDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.wigwag.storage.document.Cursor;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Walks along an index.
public abstract class QueryContract extends StoreContract {
    private static final Query CHAT_C = Query.on(BY_CHAT).where(CHAT, "c");

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    /// Five in chat `c`, two of them at the same moment, and others around them.
    private void someNotes() {
        notes().insert(Note.in("c", "n3", 30));
        notes().insert(Note.in("c", "n1", 10));
        notes().insert(Note.in("c", "n2b", 20));
        notes().insert(Note.in("c", "n2a", 20));
        notes().insert(Note.in("c", "n4", 40));
        notes().insert(Note.in("b", "other", 25));
        notes().insert(Note.in("ca", "another", 25));
        notes().insert(Note.with("timeless", CHAT, "c"));
        store.records(Note.TYPE, BO).insert(Note.in("c", "theirs", 25));
    }

    @Test
    void equalityFindsInTheOrderOfTheNextFieldAndThenOfTheIds() {
        someNotes();
        assertThat(ids(CHAT_C)).containsExactly("n1", "n2a", "n2b", "n3", "n4");
        assertThat(ids(CHAT_C.backwards())).containsExactly("n4", "n3", "n2b", "n2a", "n1");
        assertThat(ids(Query.on(BY_CHAT).where(CHAT, "nobody"))).isEmpty();
    }

    @Test
    void withoutEqualityTheWholeIndexIsWalked() {
        someNotes();
        assertThat(ids(Query.on(BY_CHAT))).containsExactly("other", "n1", "n2a", "n2b", "n3", "n4", "another");
        assertThat(ids(Query.on(BY_CHAT).above(CHAT, "c"))).containsExactly("another");
    }

    @Test
    void rangesIncludeTheirEndsOrDoNot() {
        someNotes();
        assertThat(ids(CHAT_C.atLeast(AT, at(20)).below(AT, at(40)))).containsExactly("n2a", "n2b", "n3");
        assertThat(ids(CHAT_C.above(AT, at(20)).atMost(AT, at(40)))).containsExactly("n3", "n4");
        assertThat(ids(CHAT_C.below(AT, at(20)).backwards())).containsExactly("n1");
        assertThat(ids(CHAT_C.above(AT, at(40)))).isEmpty();
    }

    @Test
    void equalityOnAllFieldsFindsThoseThatShareThem() {
        someNotes();
        assertThat(ids(CHAT_C.where(AT, at(20)))).containsExactly("n2a", "n2b");
    }

    @Test
    void pagesFollowEachOtherEitherWay() {
        someNotes();
        assertThat(pages(CHAT_C.limit(2))).containsExactly("n1", "n2a", "|", "n2b", "n3", "|", "n4", "|");
        assertThat(pages(CHAT_C.limit(3).backwards())).containsExactly("n4", "n3", "n2b", "|", "n2a", "n1", "|");
        assertThat(pages(CHAT_C.limit(1).atLeast(AT, at(20)).below(AT, at(40))))
                .containsExactly("n2a", "|", "n2b", "|", "n3", "|", "|");
    }

    private List<String> pages(Query query) {
        var all = new ArrayList<String>();
        var page = notes().find(query);
        while (true) {
            page.records().forEach(note -> all.add(note.id()));
            all.add("|");
            if (page.next().isEmpty()) {
                return all;
            }
            page = notes().find(query.after(page.next().get()));
        }
    }

    @Test
    void aCursorHoldsWhereItsDocumentWas() throws Exception {
        someNotes();
        var page = notes().find(CHAT_C.limit(2));
        notes().delete("n2a");
        notes().insert(Note.in("c", "n2aa", 20));
        notes().insert(Note.in("c", "n0", 5));
        var text = page.next().map(Cursor::toText).orElseThrow();
        assertThat(ids(CHAT_C.after(text))).containsExactly("n2aa", "n2b", "n3", "n4");
    }

    @Test
    void severalFieldsOfDifferentKinds() {
        for (var i = 0; i < 6; i++) {
            notes().insert(Note.with("n" + i, STATE, "s").and(SEEN, i % 2 == 0).and(RANK, -i * 1L));
        }
        assertThat(ids(Query.on(BY_STATE).where(STATE, "s"))).containsExactly("n5", "n3", "n1", "n4", "n2", "n0");
        assertThat(ids(Query.on(BY_STATE).where(STATE, "s").where(SEEN, true).atMost(RANK, -1L)))
                .containsExactly("n4", "n2");
        assertThat(ids(Query.on(BY_STATE).where(STATE, "s").atLeast(SEEN, true)))
                .containsExactly("n4", "n2", "n0");
        var page = notes().find(Query.on(BY_STATE).where(STATE, "s").limit(2));
        assertThat(ids(Query.on(BY_STATE).where(STATE, "s").after(page.next().orElseThrow())))
                .containsExactly("n1", "n4", "n2", "n0");
    }

    @Test
    void idsAreAnIndexToo() {
        for (var id : List.of("b/2", "a/9", "b/10", "b", "b/1", "b0")) {
            notes().insert(Note.with(id, CHAT, "x"));
        }
        store.records(Note.TYPE, BO).insert(Note.with("b/1", CHAT, "x"));
        assertThat(ids(Query.on(Index.BY_ID))).containsExactly("a/9", "b", "b/1", "b/10", "b/2", "b0");
        assertThat(ids(Query.on(Index.BY_ID).startingWith(Field.ID, "b/"))).containsExactly("b/1", "b/10", "b/2");
        assertThat(pages(Query.on(Index.BY_ID)
                        .startingWith(Field.ID, "b/")
                        .limit(2)
                        .backwards()))
                .containsExactly("b/2", "b/10", "|", "b/1", "|");
    }

    @Test
    void textsAreInTheOrderOfTheirCodePoints() {
        // U+10000 comes after U+FF5E, although its UTF-16 units come before.
        for (var chat : List.of("\uD800\uDC00", "\uFF5E", "z", "é", "Z", "")) {
            notes().insert(Note.in(chat, "n" + chat, 1));
        }
        assertThat(ids(Query.on(BY_CHAT))).containsExactly("n", "nZ", "nz", "né", "n\uFF5E", "n\uD800\uDC00");
    }

    @Test
    void wordsFindDocumentsThatHaveThemAll() {
        notes().insert(Note.in("c", "n1", 10).and(WORDS, List.of("red", "green")));
        notes().insert(Note.in("c", "n2", 20).and(WORDS, List.of("green", "blue", "green")));
        notes().insert(Note.in("c", "n3", 30).and(WORDS, List.of("blue", "red", "green")));
        notes().insert(Note.in("c", "n4", 40).and(WORDS, List.of()));
        notes().insert(Note.with("n5", WORDS, List.of("green")));
        assertThat(ids(Query.on(BY_WORD).where(WORDS, List.of("green")))).containsExactly("n1", "n2", "n3");
        assertThat(ids(Query.on(BY_WORD).where(WORDS, List.of("green", "red")).backwards()))
                .containsExactly("n3", "n1");
        assertThat(ids(Query.on(BY_WORD).where(WORDS, List.of("blue")).below(AT, at(30))))
                .containsExactly("n2");
        assertThat(ids(Query.on(BY_WORD).where(WORDS, List.of("red", "yellow"))))
                .isEmpty();
        assertThat(pages(Query.on(BY_WORD).where(WORDS, List.of("green")).limit(2)))
                .containsExactly("n1", "n2", "|", "n3", "|");
    }

    @Test
    void wordsFollowTheirDocument() {
        var note = notes().insert(Note.in("c", "n1", 10).and(WORDS, List.of("red")));
        notes().replace(note.with(Note.in("c", "n1", 10).and(WORDS, List.of("blue"))));
        assertThat(ids(Query.on(BY_WORD).where(WORDS, List.of("red")))).isEmpty();
        assertThat(ids(Query.on(BY_WORD).where(WORDS, List.of("blue")))).containsExactly("n1");
        notes().delete("n1");
        assertThat(ids(Query.on(BY_WORD).where(WORDS, List.of("blue")))).isEmpty();
    }

    @Test
    void someIndexesGoAcrossTenants() {
        var everyTenant = store.everyTenant(Note.TYPE);
        notes().insert(Note.with("x", STATE, "due").and(AT, at(20)));
        notes().insert(Note.with("y", STATE, "due").and(AT, at(10)));
        store.records(Note.TYPE, BO).insert(Note.with("a", STATE, "due").and(AT, at(20)));
        var query = Query.on(QUEUE).where(STATE, "due").limit(2);
        var page = everyTenant.find(query);
        assertThat(page.records()).extracting(Note::id).containsExactly("y", "x");
        var rest = everyTenant.find(query.after(page.next().orElseThrow())).found();
        assertThat(rest)
                .extracting(
                        found -> found.tenant().name() + "/" + found.record().id())
                .containsExactly("bo/a");
        assertThat(everyTenant.find(Query.on(Index.EVERYTHING).backwards()).records())
                .extracting(Note::id)
                .containsExactly("a", "y", "x");
        assertThat(everyTenant.delete(query)).isEqualTo(2);
        assertThat(everyTenant.find(Query.on(Index.EVERYTHING)).records())
                .extracting(Note::id)
                .containsExactly("a");
    }

    @Test
    void rangesAreDeletedFromTheirBeginningUpToTheLimit() {
        someNotes();
        assertThat(notes().delete(CHAT_C.atLeast(AT, at(20)).limit(2))).isEqualTo(2);
        assertThat(ids(CHAT_C)).containsExactly("n1", "n3", "n4");
        assertThat(notes().delete(CHAT_C.backwards().limit(1))).isEqualTo(1);
        assertThat(notes().delete(CHAT_C)).isEqualTo(2);
        assertThat(notes().delete(CHAT_C)).isZero();
        assertThat(ids(Query.on(BY_CHAT))).containsExactly("other", "another");
        assertThat(notes().get("timeless")).isPresent();
        assertThat(store.records(Note.TYPE, BO).get("theirs")).isPresent();
    }
}
