package io.wigwag.gateway.boot;

import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.login.MalformedProfile;
import io.wigwag.core.port.Timers;
import io.wigwag.gateway.config.GatewayConfig;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the file of client settings again and again: devices whose version was refused come back with another one,
/// and no process has to be started anew for it.
final class ProfileWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProfileWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final ClientProfiles profiles;
    private final GatewayConfig.Client client;
    private final Timers timers;
    private ClientProfile last;
    private volatile Timers.Timer next = Timers.Timer.NONE;
    private volatile boolean closed;

    ProfileWatch(ClientProfiles profiles, GatewayConfig.Client client, Timers timers) {
        this.profiles = profiles;
        this.client = client;
        this.timers = timers;
        this.last = profiles.current();
    }

    /// Does nothing where there is no file.
    void begin() {
        if (!closed && client.file().isPresent()) {
            next = timers.after(
                    PAUSE, () -> Thread.ofVirtual().name("client settings").start(this::look));
        }
    }

    private void look() {
        try {
            read();
        } catch (IOException | MalformedProfile unusable) {
            LOG.atWarn()
                    .addKeyValue("why", unusable.getMessage())
                    .log("client.file can't be used; what was read before holds");
        } finally {
            begin();
        }
    }

    /// What the page has named, or somebody has set otherwise, stays until the file says something new.
    void read() throws IOException, MalformedProfile {
        var now = client.profile();
        if (!now.equals(last)) {
            last = now;
            LOG.atInfo().addKeyValue("version", now.version()).log("other client settings from now on");
            profiles.use(now);
        }
    }

    @Override
    public void close() {
        closed = true;
        next.cancel();
    }
}
