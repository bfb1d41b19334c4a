package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.DuplicateKey;
import io.wigwag.storage.document.Update;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/// Unique indexes, whole and partial.
public abstract class UniqueContract extends StoreContract {
    private static Note marked(String id, String mark) {
        return Note.with(id, Note.CHAT, "c").and(Note.MARK, mark);
    }

    private static void refuses(ThrowingCallable write, String index) {
        assertThatThrownBy(write)
                .isInstanceOfSatisfying(
                        DuplicateKey.class, taken -> assertThat(taken.index()).isEqualTo(index));
    }

    @Test
    void theSameKeyIsRefusedUnderTheNameOfItsIndex() {
        notes().insert(marked("one", "m"));
        refuses(() -> notes().insert(marked("two", "m")), "byMark");
        assertThat(notes().get("two")).isEmpty();
        notes().insert(marked("two", "n"));
        notes().insert(Note.with("three", Note.CHAT, "d").and(Note.MARK, "m"));
    }

    @Test
    void documentsWithoutAllOfTheFieldsDoNotCollide() {
        notes().insert(Note.with("one", Note.CHAT, "c"));
        notes().insert(Note.with("two", Note.CHAT, "c"));
        notes().insert(Note.with("three", Note.MARK, "m"));
        notes().insert(Note.with("four", Note.MARK, "m"));
        notes().insert(marked("five", "m"));
        assertThat(notes().get("five")).isPresent();
    }

    @Test
    void updatesAndReplacementsAreRefusedTooAndChangeNothing() {
        notes().insert(marked("one", "m"));
        var two = notes().insert(marked("two", "n"));
        refuses(() -> notes().update("two", Update.set(Note.MARK, "m")), "byMark");
        refuses(() -> notes().replace(two.with(marked("two", "m"))), "byMark");
        assertThat(notes().get("two")).contains(two);
        assertThat(notes().replace(two.with(marked("two", "n").and(Note.RANK, 1L)))
                        .version())
                .isEqualTo(2);
    }

    @Test
    void aKeyIsFreeAgainAfterDeleteUnsetAndChange() {
        notes().insert(marked("one", "m"));
        notes().delete("one");
        notes().insert(marked("two", "m"));
        notes().update("two", Update.unset(Note.MARK));
        notes().insert(marked("three", "m"));
        notes().update("three", Update.set(Note.MARK, "n"));
        notes().insert(marked("four", "m"));
        refuses(() -> notes().insert(marked("five", "n")), "byMark");
    }

    @Test
    void withinATenantOrAcrossThemAsDeclared() {
        var bo = store.records(Note.TYPE, BO);
        notes().insert(marked("one", "m"));
        bo.insert(marked("one", "m"));
        notes().insert(Note.with("two", Note.HANDLE, "h"));
        refuses(() -> bo.insert(Note.with("three", Note.HANDLE, "h")), "byHandle");
    }
}
