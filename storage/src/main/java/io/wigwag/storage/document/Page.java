package io.wigwag.storage.document;

import java.util.List;
import java.util.Optional;

/// Part of an answer, in order. `next` is where to go on; empty when this was the last part for sure.
///
/// @param found what could be read
/// @param unreadable what could not: damage concerns a record, and never those beside it
public record Page<R>(List<Versioned<R>> found, List<Unreadable> unreadable, Optional<Cursor> next) {
    public Page {
        found = List.copyOf(found);
        unreadable = List.copyOf(unreadable);
    }

    public List<R> records() {
        return found.stream().map(Versioned::record).toList();
    }

    /// For whom a part is not enough: this page, unless something in it could not be read; fails as that does then.
    public Page<R> whole() {
        if (!unreadable.isEmpty()) {
            throw unreadable.getFirst().why();
        }
        return this;
    }
}
