package io.wigwag.storage.document;

/// One step of a batch, as an adapter sees it. All but [Guard] are about one document.
public sealed interface Write {
    Key key();

    /// A new document, at version 1; [DuplicateKey] when the id is taken.
    record Insert(Key key, Document document) implements Write {}

    /// Another content for a document that is at this version; [WriteConflict] when it is not.
    record Replace(Key key, long version, Document document) implements Write {}

    /// Changes of a document; [WriteConflict] when a condition does not hold or the document is not there.
    record Modify(Key key, Update update) implements Write {}

    /// Removes the document; nothing when it is not there.
    record Delete(Key key) implements Write {}

    /// The document exactly as it was elsewhere, version and all, in place of whatever is here: for copies.
    record Restore(Key key, long version, Document document) implements Write {}

    /// [StaleOwner] when the collection has seen a higher token; remembers this one otherwise. The key's id names a
    /// scope, not a document: fences are seen by no query.
    record Guard(Key key, long token) implements Write {}
}
