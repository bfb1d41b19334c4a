package io.wigwag.storage.seal;

import io.wigwag.storage.document.Tenant;
import java.util.List;
import java.util.Optional;

/// Where keychains are kept. Nothing in them is secret without a master key. Failures are those of the document
/// port.
public interface Keychains {
    Optional<Keychain> load(KeyScope scope);

    /// Keeps the first chain of a scope, durably; false, and nothing happens, when there is one already.
    boolean insert(Keychain chain);

    /// Puts a chain in the place of the one before it, durably; false, and nothing happens, when the one in the
    /// store is not of the version just below.
    boolean replace(Keychain chain);

    /// The next chains behind a scope, of all tenants, in a fixed order that tells each one once, whatever is
    /// written meanwhile. Fewer than the limit only at the end.
    List<Keychain> page(Optional<KeyScope> after, int limit);

    /// The same for one tenant: its own chain and those of its devices.
    List<Keychain> page(Tenant tenant, Optional<KeyScope> after, int limit);
}
