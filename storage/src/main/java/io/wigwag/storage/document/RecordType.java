package io.wigwag.storage.document;

/// A collection and what it holds.
public record RecordType<R>(Schema schema, DocumentCodec<R> codec) {}
