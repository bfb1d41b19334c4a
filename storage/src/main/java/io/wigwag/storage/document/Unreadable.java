package io.wigwag.storage.document;

/// A record that is there and cannot be read.
///
/// @param why [DamagedDocument], or [ShreddedKeys] when that was done on purpose
public record Unreadable(Tenant tenant, String id, StoreException why) {}
