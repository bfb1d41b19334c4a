package io.wigwag.storage.document;

/// How a record of ours becomes a document and comes back. Written by hand, beside the record, one for a
/// collection; reads what older versions wrote as long as a migration has not rewritten it.
public interface DocumentCodec<R> {
    /// The record's id, the same for its whole life.
    String id(R record);

    /// Everything but the id; a field without a value is left out.
    Document encode(R record);

    /// Fails with [DamagedDocument] when the document cannot be such a record.
    R decode(String id, Document document);
}
