package io.wigwag.storage.archive;

import io.wigwag.storage.document.Tenant;
import java.util.Optional;

/// What an archive holds.
public sealed interface Extent {
    record Everything() implements Extent {}

    record OneTenant(Tenant tenant) implements Extent {}

    default Optional<Tenant> onlyTenant() {
        return switch (this) {
            case Everything _ -> Optional.empty();
            case OneTenant(var tenant) -> Optional.of(tenant);
        };
    }
}
