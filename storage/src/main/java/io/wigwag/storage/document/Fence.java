package io.wigwag.storage.document;

/// Keeps out a writer who was the owner once. `scope` names what is owned, a device say; `token` grows with every
/// owner. Each collection remembers the highest token that it has seen for a scope, within a tenant, and refuses
/// batches with a lower one. A new owner raises the fences of its collections before it loads anything from them.
///
/// Where a store checks fence and writes one after the other, an old owner's batch may still slip in between; the
/// new owner then meets a version that it did not expect, and loads again.
public record Fence(String scope, long token) {
    public Fence {
        if (token < 1) {
            throw new IllegalArgumentException("token: " + token + " (expected: 1 or more)");
        }
    }

    Write.Guard at(Schema schema, Tenant tenant) {
        return new Write.Guard(new Key(schema, tenant, scope), token);
    }
}
