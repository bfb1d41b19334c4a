package io.wigwag.core.login;

import java.io.IOException;

/// A page of the service that names its client's current version. Asking it tells the service that there is somebody
/// who asks, so nobody does unless the owner has switched it on by handing one to [ClientProfiles].
@FunctionalInterface
public interface VersionPage {
    /// The page's text, or as much of it as counts. May block for a bounded time.
    ///
    /// @throws IOException when the page can't be had
    String read() throws IOException;
}
