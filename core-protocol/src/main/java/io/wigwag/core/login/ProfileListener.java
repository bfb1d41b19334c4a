package io.wigwag.core.login;

/// Hears of the profile that all devices of a process share, on the thread that changed it.
public interface ProfileListener {
    /// Connections made from now on use this profile.
    void changed(ClientProfile current);

    /// Told once for each version that was found outdated.
    void outdated(OutdatedClient finding);
}
