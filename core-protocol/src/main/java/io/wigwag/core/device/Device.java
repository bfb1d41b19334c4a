package io.wigwag.core.device;

import io.wigwag.core.binary.Node;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.DisconnectReason;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.Jid;
import io.wigwag.core.login.KnownServer;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.login.OutdatedClient;
import io.wigwag.core.message.send.SendRefused;
import io.wigwag.core.noise.Established;
import io.wigwag.core.noise.HandshakeFailed;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.pairing.PasskeyAssertion;
import io.wigwag.core.port.Timers;
import io.wigwag.core.signal.MalformedRecord;
import io.wigwag.core.stanza.Disconnect;
import io.wigwag.core.stanza.IqRefused;
import io.wigwag.core.stanza.Line;
import io.wigwag.core.stanza.RemoveCompanion;
import io.wigwag.core.stanza.Unanswered;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One linked device, or one that wants to be: the plain object behind the mailbox, called by one thread at a time. It
/// may block, on the server's answers and on its store, and on nothing else.
final class Device implements LineOwner, Conversation.Host {
    private static final Logger LOG = LoggerFactory.getLogger(Device.class);
    /// A connection that lasted this long counts as a success.
    private static final Duration STABLE = Duration.ofMinutes(1);

    private final DeviceParts parts;
    private final DeviceMemory memory;
    private final KeyDuties keys;
    private final MailRoom mailRoom;
    private final Aftermath aftermath;
    private final Reclaims reclaims = new Reclaims();
    private DeviceStatus status;

    /// Whether the owner wants a connection.
    private boolean wanted;
    private int failures;
    private int restarts;
    private int connects;
    private Timers.Timer redial = Timers.Timer.NONE;

    private volatile Optional<Conversation> connection = Optional.empty();
    private Optional<Instant> onlineSince = Optional.empty();
    private Optional<Disconnect> goodbye = Optional.empty();
    private final Refused obstacles = new Refused();

    Device(DeviceParts parts, DeviceMemory memory, DeviceStatus status) {
        this.parts = parts;
        this.memory = memory;
        this.status = status;
        this.keys = new KeyDuties(parts, memory);
        this.mailRoom = new MailRoom(parts, memory, this);
        this.aftermath =
                new Aftermath(parts.settings().reconnect(), parts.ports().random());
    }

    // --- What the owner wants

    /// Connects, and stays connected.
    void start() throws CommandFailed {
        if (wanted) {
            return;
        }
        failures = 0;
        restarts = 0;
        switch (status) {
            case DeviceStatus.LoggedOut _ ->
                throw new CommandFailed(CommandFailed.Why.NOT_NOW, "the device was logged out: link it anew");
            case DeviceStatus.Damaged(var why) -> throw new CommandFailed(CommandFailed.Why.NOT_NOW, why);
            case DeviceStatus.Replaced() -> {
                wanted = true;
                takeBack();
            }
            default -> {
                wanted = true;
                dial();
            }
        }
    }

    /// Ends the connection and stays away.
    void stop() {
        rest(status.isRunning() ? new DeviceStatus.Stopped() : status);
    }

    /// Ends the connection and begins another at once.
    void reconnect() throws CommandFailed {
        if (!wanted) {
            start();
            return;
        }
        failures = 0;
        drop();
        dial();
    }

    /// Leaves the account. What the device knows is kept.
    void logOut() throws CommandFailed {
        var account = memory.isLinked() ? memory.credentials().account() : Optional.<LinkedAccount>empty();
        var jid = account.orElseThrow(() -> new CommandFailed(CommandFailed.Why.NOT_NOW, "the device is not linked"))
                .jid();
        var line = loggedIn();
        try {
            watched(line).ask(new RemoveCompanion(jid));
        } catch (IqRefused refused) {
            throw new CommandFailed(CommandFailed.Why.REFUSED, "the server refused: " + refused.getMessage());
        } catch (Unanswered lost) {
            throw new CommandFailed(CommandFailed.Why.NO_CONNECTION, String.valueOf(lost.getMessage()));
        }
        rest(new DeviceStatus.LoggedOut(DisconnectReason.LOGGED_OUT));
    }

    /// Forgets everything; the device is new afterwards.
    void wipe() {
        stop();
        mailRoom.end(new CommandFailed(CommandFailed.Why.NOT_NOW, "the device was wiped"));
        memory.wipe();
        become(new DeviceStatus.New());
    }

    /// Asks for a code that the owner types on the phone of this number.
    PairingCode requestCode(Jid phone, Optional<PairingCode> wish) throws CommandFailed {
        return registration().requestCode(phone, wish);
    }

    /// Hands in what the account's passkey said.
    void answerPasskey(PasskeyAssertion assertion) throws CommandFailed {
        registration().answerPasskey(assertion);
    }

    private Registration registration() throws CommandFailed {
        if (memory.isLinked()) {
            throw new CommandFailed(CommandFailed.Why.NOT_NOW, "the device is linked already");
        }
        return connection
                .map(Conversation::registration)
                .orElseThrow(() -> new CommandFailed(
                        CommandFailed.Why.NOT_NOW,
                        "the device is " + status.word() + ": start it and wait for its codes"));
    }

    /// For those who speak to the server by hand.
    LineSession loggedIn() throws CommandFailed {
        return connection.filter(Conversation::isLetIn).map(Conversation::line).orElseThrow(this::notConnected);
    }

    /// Its messages.
    MailRoom mailRoom() {
        return mailRoom;
    }

    /// Has somebody work with messages over the connection.
    <R> R correspond(DeviceHandle.MailTalk<R> talk) throws CommandFailed {
        var line = mailRoom.line().orElseThrow(this::notConnected);
        try {
            return talk.over(mailRoom.mail(), line);
        } catch (IqRefused | SendRefused refused) {
            throw new CommandFailed(CommandFailed.Why.REFUSED, "refused: " + refused.getMessage());
        } catch (Unanswered lost) {
            throw new CommandFailed(CommandFailed.Why.NO_CONNECTION, String.valueOf(lost.getMessage()));
        }
    }

    private CommandFailed notConnected() {
        return new CommandFailed(CommandFailed.Why.NO_CONNECTION, "the device is " + status.word());
    }

    /// Whom the device belongs to.
    Optional<LinkedAccount> account() {
        return memory.isLinked() ? memory.credentials().account() : Optional.empty();
    }

    // --- Connecting

    private void takeBack() {
        var wait = reclaims.claim(now());
        if (wait.isZero()) {
            dial();
        } else {
            wait(wait, 0, "taken back too often within a short time");
        }
    }

    private void dial() {
        redial.cancel();
        if (!parts.ports().profiles().outdated().isEmpty()) {
            outdated();
            return;
        }
        become(new DeviceStatus.Connecting(failures + 1));
        redial = parts.pacer().await(() -> parts.post().accept(this::connect));
    }

    private void connect() {
        if (!wanted || connection.isPresent()) {
            return;
        }
        if (!memory.owned().isOurs()) {
            rest(new DeviceStatus.Disowned());
            return;
        }
        try {
            var profile = parts.ports().profiles().current();
            var greeting = Greeting.of(parts, memory, profile, connects);
            var line = LineSession.dial(
                    parts.line(),
                    greeting.intro(),
                    greeting.handshake(),
                    new QueryIds(parts.ports().random()),
                    parts.pulse(),
                    this);
            connection = Optional.of(new Conversation(
                    parts, memory, keys, mailRoom, line, profile.version(), greeting.resuming(), this));
        } catch (MalformedRecord damaged) {
            rest(new DeviceStatus.Damaged("a key can't be read: " + damaged.getMessage()));
        } catch (HandshakeFailed unusable) {
            // The server's key that we kept is of no use: the next attempt asks for its certificates.
            memory.remember(memory.credentials().withoutServer());
            dial();
        }
    }

    /// Takes the connection away without saying anything about it.
    private void drop() {
        redial.cancel();
        connection.ifPresent(live -> {
            live.end();
            live.line().close();
        });
        connection = Optional.empty();
        goodbye = Optional.empty();
        onlineSince = Optional.empty();
    }

    private void rest(DeviceStatus inStatus) {
        wanted = false;
        drop();
        become(inStatus);
    }

    private void outdated() {
        var profile = parts.ports().profiles().current();
        rest(new DeviceStatus.ClientOutdated(
                profile.version().toString(),
                parts.ports().profiles().outdated().map(OutdatedClient::advice).orElse("")));
    }

    private void wait(Duration delay, int withFailures, String why) {
        become(new DeviceStatus.BackingOff(now().plus(delay), withFailures, why));
        redial = parts.ports()
                .timers()
                .after(
                        delay,
                        () -> parts.post().accept(() -> {
                            if (wanted && connection.isEmpty()) {
                                dial();
                            }
                        }));
    }

    // --- What the connection tells, on its thread

    @Override
    public void established(LineSession line, Established how) {
        parts.post().accept(() -> live(line).ifPresent(_ -> keepServer(how)));
    }

    @Override
    public void came(LineSession line, Node stanza) {
        parts.post().accept(() -> {
            try {
                live(line).ifPresent(live -> live.hear(stanza));
            } finally {
                line.handled();
            }
        });
    }

    @Override
    public void ended(LineSession line, LineEnd how) {
        parts.post().accept(() -> live(line).ifPresent(live -> afterEnd(live, how)));
    }

    private Optional<Conversation> live(LineSession line) {
        return connection.filter(live -> live.line() == line);
    }

    // --- The same, in order with everything else

    private void keepServer(Established how) {
        if (how instanceof Established.Proven proven) {
            memory.remember(memory.credentials().withServer(new KnownServer(proven.server(), proven.until())));
        }
    }

    private void afterEnd(Conversation live, LineEnd how) {
        var words = goodbye;
        var stable =
                onlineSince.isPresent() && !now().isBefore(onlineSince.get().plus(STABLE));
        drop();
        if (stable) {
            failures = 0;
            restarts = 0;
        }
        if (live.resuming() && !live.isLetIn() && words.isEmpty()) {
            memory.remember(memory.credentials().withoutServer());
        }
        if (!wanted) {
            return;
        }
        var end = new Aftermath.End(how, words, memory.isLinked(), failures, restarts);
        switch (aftermath.of(end, now())) {
            case Aftermath.Next.Restart() -> {
                restarts++;
                dial();
            }
            case Aftermath.Next.Dial(var delay, var inARow, var why) -> {
                failures = inARow;
                wait(delay, inARow, why);
            }
            case Aftermath.Next.Rest(var next) -> rest(next);
            case Aftermath.Next.Outdated() -> {
                if (parts.ports().profiles().outdated(live.version()).isPresent()) {
                    outdated();
                } else {
                    dial();
                }
            }
        }
    }

    // --- For the connection's parts

    @Override
    public void become(DeviceStatus next) {
        if (!next.equals(status)) {
            status = next;
            if (next instanceof DeviceStatus.Online(var since)) {
                onlineSince = Optional.of(since);
            }
            parts.events().accept(new LinkEvent.StatusChanged(next));
        }
    }

    @Override
    public void letIn() {
        connects++;
    }

    @Override
    public void goodbye(Disconnect words) {
        goodbye = Optional.of(words);
        hangUp();
    }

    @Override
    public void damaged(String why) {
        rest(new DeviceStatus.Damaged(why));
    }

    @Override
    public boolean isObstacle(Node stanza) {
        return obstacles.isTooOften(stanza);
    }

    @Override
    public void expired() {
        rest(new DeviceStatus.PairingExpired());
    }

    @Override
    public void giveUp(String why) {
        LOG.atWarn().addKeyValue("device", parts.name()).addKeyValue("why", why).log("a connection is given up");
        connection.ifPresent(live -> live.line().close());
    }

    /// Ends the connection, if there is one. For any thread; the device hears of it as of any other end.
    void hangUp() {
        connection.ifPresent(live -> live.line().close());
    }

    /// The device is taken from us, or let go.
    void leave() {
        wanted = false;
        drop();
        mailRoom.end(new CommandFailed(CommandFailed.Why.CLOSED, "the device was given back"));
    }

    DeviceStatus status() {
        return status;
    }

    boolean isWanted() {
        return wanted;
    }

    private Line watched(LineSession line) {
        return new WatchedLine(line, parts.progress(), parts.settings().stuck());
    }

    private Instant now() {
        return parts.ports().clock().instant();
    }
}
