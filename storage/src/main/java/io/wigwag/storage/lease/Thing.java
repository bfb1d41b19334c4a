package io.wigwag.storage.lease;

import io.wigwag.storage.document.Tenant;

/// What one process at a time owns: a device of a tenant, say.
public record Thing(Tenant tenant, String name) {}
