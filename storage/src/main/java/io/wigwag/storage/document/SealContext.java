package io.wigwag.storage.document;

/// Where a sealed value stands, so that one moved to another place, or back in time, does not open there.
///
/// @param owner whose data key seals it: the value of the schema's `sealedFor` field, empty for the tenant itself
/// @param version of the document when its fields were sealed. Updates of plain fields raise the document's
///     version, but not this one.
public record SealContext(Tenant tenant, String owner, String collection, String id, String field, long version) {}
