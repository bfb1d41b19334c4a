package io.wigwag.storage.lease;

import io.wigwag.storage.document.Fence;

/// That a member owns a thing. Worth something while [Leases#holds] says so; writes carry its fence.
public record Lease(Thing thing, long token) {
    public Fence fence() {
        return new Fence(thing.name(), token);
    }
}
