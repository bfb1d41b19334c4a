package io.wigwag.storage.migration;

import java.util.List;

/// All migrations of Wigwag's own collections, ever. There are none yet: this is the first version, and its golden
/// data set is what the first one will be tried on.
public final class History {
    private History() {}

    public static List<Migration> all() {
        return List.of();
    }
}
