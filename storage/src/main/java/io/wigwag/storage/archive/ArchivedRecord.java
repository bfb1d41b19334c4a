package io.wigwag.storage.archive;

import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Tenant;

/// A record as it travels: opened, and without its version, which is its store's own count.
record ArchivedRecord(Tenant tenant, String id, Document document) {}
