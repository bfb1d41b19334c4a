package io.wigwag.sandbox.server;

import io.wigwag.core.binary.Node;
import io.wigwag.sandbox.SandboxSettings;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.watch.EventLog;
import io.wigwag.sandbox.world.Account;
import io.wigwag.sandbox.world.Accounts;
import io.wigwag.sandbox.world.Acquaintances;
import io.wigwag.sandbox.world.Device;
import io.wigwag.sandbox.world.Numbers;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The simulated service: connects the clients' lines with the world of accounts. Everything here runs on the world's
/// thread.
public final class Exchange {
    private final WorldLoop loop;
    private final SandboxClock clock;
    private final SecureRandom random;
    private final SandboxSettings settings;
    private final EventLog events;
    private final Accounts accounts;
    private final Acquaintances acquaintances = new Acquaintances();
    private final Delivery delivery;
    private final StanzaTable table = new StanzaTable();
    private final List<Feature> features = new ArrayList<>();
    private final Map<Long, Connection> connections = new LinkedHashMap<>();
    private final Map<Device, Connection> online = new LinkedHashMap<>();
    private final List<StanzaTap> taps = new ArrayList<>();
    private final Login login;
    private final Linking linking;
    private final VersionGate versions;
    private final Conduct conduct;
    private final StanzaDesk desk;
    private Consent consent = Consent.ALL;
    private long lastConnection;
    private long lastStanza;

    public Exchange(
            WorldLoop loop, SandboxClock clock, SecureRandom random, SandboxSettings settings, EventLog events) {
        this.loop = loop;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
        this.events = events;
        this.accounts = new Accounts(new Numbers(settings.salt()), random, clock);
        this.delivery = new Delivery(this);
        this.login = new Login(this);
        this.linking = new Linking(this);
        this.versions = new VersionGate(settings);
        add(login);
        this.conduct = new Conduct(this);
        this.desk = new StanzaDesk(this, table, conduct);
        add(linking);
        add(new DeviceNews(this));
    }

    /// Adds a subject; before the first client comes.
    public void add(Feature feature) {
        features.add(feature);
        feature.enter(table);
    }

    /// Adds a tap; those that were added first stand nearest to the clients.
    public void add(StanzaTap tap) {
        taps.add(tap);
    }

    public WorldLoop loop() {
        return loop;
    }

    public SandboxClock clock() {
        return clock;
    }

    public SecureRandom random() {
        return random;
    }

    public SandboxSettings settings() {
        return settings;
    }

    public EventLog events() {
        return events;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Delivery delivery() {
        return delivery;
    }

    public Acquaintances acquaintances() {
        return acquaintances;
    }

    /// What people allow each other.
    public Consent consent() {
        return consent;
    }

    public void consent(Consent next) {
        consent = next;
    }

    public Linking linking() {
        return linking;
    }

    /// Makes an account whose number follows from its name.
    public Account createAccount(String nameKey, String pushName, Account.Kind kind) {
        var account = accounts.create(nameKey, pushName, kind);
        forEach(feature -> feature.accountAdded(account));
        events.add("account.added", "account", account, "pushName", pushName);
        return account;
    }

    /// The same with a number of the caller's choice.
    public Account createAccount(String nameKey, String pushName, Account.Kind kind, String number) {
        var account = accounts.create(nameKey, pushName, kind, number);
        forEach(feature -> feature.accountAdded(account));
        events.add("account.added", "account", account, "pushName", pushName);
        return account;
    }

    /// Who may refuse devices that are linked.
    public void addGate(Login.Gate gate) {
        login.add(gate);
    }

    /// Who says to a new companion what a phone says.
    public void greeter(Login.Greeter greeter) {
        login.greeter(greeter);
    }

    /// Later ids are higher than this, as after a restart they must be.
    public void startIdsAt(long lowest) {
        lastStanza = Math.max(lastStanza, lowest);
    }

    /// An id for a stanza of the service's own.
    public String nextId() {
        return Long.toString(++lastStanza);
    }

    public Collection<Connection> connections() {
        return Collections.unmodifiableCollection(connections.values());
    }

    public Optional<Connection> connection(long id) {
        return Optional.ofNullable(connections.get(id));
    }

    /// The connection of a device that is logged in.
    public Optional<Connection> connectionOf(Device device) {
        return Optional.ofNullable(online.get(device));
    }

    /// Queries and other stanzas that nobody knew, with how often they came.
    public Map<String, Long> unknown() {
        return desk.unknown();
    }

    /// A client's handshake is complete.
    public Connection opened(Line line, Greeting greeting) {
        var connection = new Connection(++lastConnection, line, greeting, clock.instant(), this::send);
        connections.put(connection.id(), connection);
        conduct.opened(connection);
        taps.forEach(tap -> tap.opened(connection));
        events.add(
                "connection.opened",
                "connection",
                connection.id(),
                "remote",
                line.remote(),
                "pattern",
                greeting.pattern());
        var outdated = versions.refusal(greeting);
        if (outdated.isPresent()) {
            login.refuse(connection, outdated.get());
        } else if (greeting.payload().hasUsername()) {
            login.attempt(connection);
        } else if (greeting.payload().hasDevicePairingData()) {
            linking.begin(connection);
        } else {
            end(connection, Stanzas.failure(400));
        }
        return connection;
    }

    private void send(Connection to, Node stanza) {
        sending(to, stanza, taps.size());
    }

    private void sending(Connection to, Node stanza, int tapsLeft) {
        if (tapsLeft > 0) {
            taps.get(tapsLeft - 1).sending(to, stanza, passed -> sending(to, passed, tapsLeft - 1));
        } else if (to.isOpen()) {
            loop.release(() -> to.line().send(stanza));
        }
    }

    /// A client has sent a stanza.
    public void received(Connection from, Node stanza) {
        if (from.isOpen() && conduct.permits(from)) {
            received(from, stanza, 0);
        }
    }

    private void received(Connection from, Node stanza, int tapsPassed) {
        if (!from.isOpen()) {
            return;
        }
        if (tapsPassed < taps.size()) {
            taps.get(tapsPassed).received(from, stanza, passed -> received(from, passed, tapsPassed + 1));
        } else {
            handle(from, stanza);
        }
    }

    /// What becomes of a stanza that no tap held back.
    public void handle(Connection from, Node stanza) {
        desk.take(from, stanza);
    }

    /// Answers a query with an error.
    public void refuse(Connection from, Node iq, IqRefused refused) {
        desk.refuse(from, iq, refused);
    }

    /// Somebody who never completed a handshake was sent away.
    public void strangerRefused(String remote, String reason) {
        events.add("connection.refused", "remote", remote, "reason", reason);
    }

    /// A client reads more slowly than the world talks, and holds up nobody but itself.
    public void tooSlow(Connection connection) {
        if (connection.isOpen()) {
            events.add("connection.slow", "connection", connection.id());
            closed(connection);
        }
    }

    /// A device has settled something, or acknowledged what never went to it.
    void acknowledged(Device device, boolean settled) {
        connectionOf(device).ifPresent(settled ? conduct::settled : conduct::stray);
    }

    /// A connection's stream has something that can't be read.
    public void malformed(Connection from, String reason) {
        if (!from.isOpen()) {
            return;
        }
        events.add("stanza.refused", "connection", from.id(), "tag", "?", "reason", reason);
        end(from, Stanzas.notWellFormed());
    }

    /// Sends a last stanza and closes.
    public void end(Connection connection, Node last) {
        connection.send(last);
        close(connection);
    }

    public void close(Connection connection) {
        if (connection.isOpen()) {
            loop.release(connection.line()::close);
            closed(connection);
        }
    }

    /// A connection is over, whoever ended it.
    public void closed(Connection connection) {
        if (!connection.isOpen()) {
            return;
        }
        connection.enter(Connection.State.CLOSED);
        connections.remove(connection.id());
        conduct.closed(connection);
        connection.device().ifPresent(device -> {
            if (online.remove(device, connection)) {
                device.queue().connectionLost();
                events.add("device.offline", "account", device.account(), "device", device.number());
            }
            forEach(feature -> feature.disconnected(connection));
        });
        linking.closed(connection);
        taps.forEach(tap -> tap.closed(connection));
        events.add("connection.closed", "connection", connection.id());
    }

    /// From now on a connection is the one of a device; an older one of it ends.
    void takeOver(Connection connection, Device device) {
        connectionOf(device).ifPresent(older -> end(older, Stanzas.replaced()));
        connection.loggedInAs(device);
        online.put(device, connection);
        events.add(
                "device.online", "account", device.account(), "device", device.number(), "connection", connection.id());
    }

    /// Unlinks a companion.
    public void unlink(Device device, String reason) {
        device.account().remove(device, clock.instant());
        device.queue().clear();
        events.add("device.removed", "account", device.account(), "device", device.number(), "reason", reason);
        connectionOf(device).ifPresent(connection -> end(connection, Stanzas.deviceRemoved()));
        forEach(feature -> feature.deviceRemoved(device));
    }

    /// Removes an account with all that is its own.
    public void removeAccount(Account account) {
        account.companions().forEach(device -> unlink(device, "account removed"));
        account.devices().forEach(online::remove);
        accounts.remove(account);
        forEach(feature -> feature.accountRemoved(account));
        events.add("account.removed", "account", account);
    }

    /// Begins the world anew: nobody is connected, nobody is there, and all counting starts again.
    public void reset() {
        shutDown();
        online.clear();
        forEach(Feature::reset);
        accounts.clear();
        desk.reset();
        lastStanza = 0;
        events.add("world.reset");
    }

    public void forEach(Consumer<Feature> what) {
        features.forEach(what);
    }

    /// Ends all connections, as before a restart.
    public void shutDown() {
        for (var connection : List.copyOf(connections.values())) {
            end(connection, Stanzas.streamError("503"));
        }
    }
}
