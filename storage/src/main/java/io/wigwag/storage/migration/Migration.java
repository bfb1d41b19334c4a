package io.wigwag.storage.migration;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Schema;
import java.util.Optional;

/// One step from a version of the documents to the next. Numbers begin with 1, grow by one, and are never used
/// again.
public record Migration(int number, String title, Stage stage, Schema schema, Rewrite rewrite) {
    public enum Stage {
        /// Adds; older programs still read everything.
        EXPAND,
        /// Takes away; older programs must be gone.
        CONTRACT
    }

    /// What becomes of a document, its sealed fields opened; empty when it is as it should be already. Must say
    /// so of everything that it has made itself.
    public interface Rewrite {
        Optional<Document> of(String id, Document before);
    }

    public Migration {
        if (number < 1) {
            throw new IllegalArgumentException("number: " + number + " (expected: 1 or more)");
        }
    }
}
