package io.wigwag.storage.document;

import java.util.List;
import java.util.Optional;

/// Part of an answer, in order. `next` is where to go on; empty when this was the last part for sure.
public record Page<R>(List<Versioned<R>> found, Optional<Cursor> next) {
    public Page {
        found = List.copyOf(found);
    }

    public List<R> records() {
        return found.stream().map(Versioned::record).toList();
    }
}
