package io.wigwag.storage.document;

import io.wigwag.core.octets.Octets;

/// Where sealed values stand, so that what was moved to another place, or back in time, does not open there.
///
/// @param owner whose data key seals it: the value of the schema's `sealedFor` field, empty for the tenant itself
/// @param version of the document when it was sealed. Updates of plain fields raise the document's version, but not
///     this one.
/// @param beside what stands beside it in the open and belongs to it, as bytes
public record SealContext(Tenant tenant, String owner, String collection, String id, long version, Octets beside) {}
