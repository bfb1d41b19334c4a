package io.wigwag.core.login;

import java.time.Instant;

/// The server no longer speaks with clients of this version. No device of the process can connect until the profile
/// names another one.
public record OutdatedClient(ClientVersion version, Instant found) {
    /// What has to be done, for logs, events and people alike.
    public String advice() {
        return "WhatsApp refuses client version " + version + " as outdated. Set client.version to the version that"
                + " web.whatsapp.com uses now (a newer release brings one, too); devices reconnect by themselves then.";
    }
}
