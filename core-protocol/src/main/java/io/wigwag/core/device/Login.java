package io.wigwag.core.device;

import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.login.Credentials;
import io.wigwag.core.port.Timers;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.stanza.CleanDirty;
import io.wigwag.core.stanza.Deliver;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.OfflineBatch;
import io.wigwag.core.stanza.ServerNotice;
import io.wigwag.core.stanza.Success;
import io.wigwag.core.stanza.Unanswered;
import io.wigwag.core.stanza.UnifiedSession;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// From the server's yes to a device that has been handed all that waited, on one connection. Belongs to the device's
/// actor, and ends with the connection.
final class Login {
    private static final Logger LOG = LoggerFactory.getLogger(Login.class);
    private static final int AT_A_TIME = 200;
    /// Without a word about the end, nothing more waits once nothing has come for this long.
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final KeyDuties keys;
    private final Line line;
    private final Registration.Host host;
    private Timers.Timer quiet = Timers.Timer.NONE;
    private Timers.Timer upkeep = Timers.Timer.NONE;
    private boolean letIn;
    private boolean drained;
    private boolean ended;
    private long handedOver;

    Login(DeviceParts parts, DeviceMemory memory, KeyDuties keys, Line line, Registration.Host host) {
        this.parts = parts;
        this.memory = memory;
        this.keys = keys;
        this.line = line;
        this.host = host;
    }

    void end() {
        ended = true;
        quiet.cancel();
        upkeep.cancel();
        parts.pulse().drained(false);
    }

    /// Whether the server has let us in.
    boolean isLetIn() {
        return letIn;
    }

    void letIn(Success success) throws Unanswered, MalformedRecord {
        if (letIn) {
            return;
        }
        letIn = true;
        success.time().ifPresent(parts.pulse()::serverTime);
        memory.remember(known(memory.credentials(), success).loggedIn());
        host.become(new DeviceStatus.Syncing());
        line.send(UnifiedSession.at(parts.pulse().serverNow()).toNode());
        keys.afterLogin(line);
        try {
            line.ask(Deliver.ACTIVE);
        } catch (IqRefused refused) {
            host.giveUp("the server refused to deliver: " + refused.getMessage());
            return;
        }
        awaitQuiet();
        keys.forgetOldIfDue();
        planUpkeep();
    }

    private static Credentials known(Credentials credentials, Success success) {
        var account = credentials.account().orElseThrow(() -> new IllegalStateException("a login of nobody"));
        var told = success.lid().map(account::withLid).orElse(account);
        return credentials.withAccount(
                success.displayName().map(told::withDisplayName).orElse(told));
    }

    /// A stanza has been handed over that had waited for us.
    void handedOver() {
        if (!drained) {
            handedOver++;
            awaitQuiet();
        }
    }

    void notice(ServerNotice notice) throws Unanswered {
        switch (notice) {
            case ServerNotice.OfflinePreview _ -> line.send(new OfflineBatch(AT_A_TIME).toNode());
            case ServerNotice.OfflineEnd _ -> drained();
            case ServerNotice.Dirty dirty -> clean(dirty);
            case ServerNotice.EdgeRouting(var words) ->
                memory.remember(memory.credentials().withEdge(words));
            case ServerNotice.Downgraded _, ServerNotice.Unknown _ -> {
                // The device itself deals with the first; the others are not for us.
            }
        }
    }

    /// Nothing of what may be dirty is kept here yet, so that there is nothing to fetch first.
    private void clean(ServerNotice.Dirty dirty) throws Unanswered {
        try {
            line.ask(new CleanDirty(List.of(dirty)));
        } catch (IqRefused refused) {
            LOG.atWarn()
                    .addKeyValue("device", parts.name())
                    .addKeyValue("type", dirty.type())
                    .addKeyValue("refused", refused.getMessage())
                    .log("the server did not take that something is clean");
        }
    }

    private void drained() {
        if (drained) {
            return;
        }
        drained = true;
        quiet.cancel();
        parts.pulse().drained(true);
        host.become(new DeviceStatus.Online(parts.ports().clock().instant()));
        parts.events().accept(new LinkEvent.HandedOver(handedOver));
    }

    private void awaitQuiet() {
        quiet.cancel();
        quiet = later(QUIET, this::drained);
    }

    private void planUpkeep() {
        upkeep = later(KeyDuties.UPKEEP, () -> {
            try {
                keys.upkeep(line);
                planUpkeep();
            } catch (Unanswered lost) {
                LOG.atDebug().addKeyValue("why", lost.getMessage()).log("upkeep has to wait");
                planUpkeep();
            } catch (MalformedRecord damaged) {
                host.giveUp("a key can't be read: " + damaged.getMessage());
            }
        });
    }

    /// What is due may wait in the mailbox behind the end of the connection: then it is not done.
    private Timers.Timer later(Duration delay, Runnable task) {
        return parts.ports()
                .timers()
                .after(
                        delay,
                        () -> parts.post().accept(() -> {
                            if (!ended) {
                                task.run();
                            }
                        }));
    }
}
