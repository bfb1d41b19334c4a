package io.wigwag.gateway.cli.drive;

import io.wigwag.core.binary.Node;
import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.LineLimits;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.event.DeviceEvent;
import io.wigwag.core.event.DeviceStatus;
import io.wigwag.core.event.LinkEvent;
import io.wigwag.core.id.DeviceName;
import io.wigwag.core.id.Jid;
import io.wigwag.core.link.Backoff;
import io.wigwag.core.login.ClientProfile;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.login.ClientVersion;
import io.wigwag.core.login.LinkedAccount;
import io.wigwag.core.login.MalformedProfile;
import io.wigwag.core.netty.MediaHttpLimits;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.pairing.PairingCode;
import io.wigwag.core.port.Endpoint;
import io.wigwag.gateway.cli.drive.talk.Talk;
import io.wigwag.gateway.observe.BuildFacts;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/// An engine with the one device of this process.
final class DriveDevice implements AutoCloseable {
    static final String CLIENT = "Wigwag " + BuildFacts.CURRENT.version();

    private static final DeviceName NAME = new DeviceName("driven");
    /// A harness waits for every attempt.
    private static final Backoff QUICK = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3));
    private static final Duration IMPATIENT_PING = Duration.ofSeconds(1);
    private static final Duration IMPATIENT_PONG = Duration.ofSeconds(5);

    private final ClientProfiles profiles;
    private final Phase phase = new Phase();
    private final NettyTransport transport = NettyTransport.takingAnyCertificate(TransportLimits.DEFAULT, 1);
    private final SystemTimers timers = new SystemTimers();
    private final DriveStore store;
    private final DeviceEngine engine;
    private final DeviceHandle device;
    private final Map<String, Talk.Command> talking;

    private DriveDevice(DriveOptions options, ClientProfile profile, DriveStore store, JsonLines out) {
        this.store = store;
        var clock = InstantSource.system();
        profiles = new ClientProfiles(profile, clock);
        var settings = EngineSettings.DEFAULT
                .towards(new Endpoint(options.url(), Map.of(), Optional.empty()), options.root())
                .withReconnect(QUICK)
                .withLine(line(options));
        engine = new DeviceEngine(
                settings, new EnginePorts(transport, store.devices(), profiles, timers, clock, new SecureRandom()));
        var talk = new Talk(out::write);
        var news = new DeviceNews(out, phase, options.wants(DriveOptions.Wish.NODES), talk);
        device = engine.device(NAME, event -> happened(event, news, options), talk.keeper(), news);
        talking = talk.commands(
                device,
                transport.media(MediaHttpLimits.DEFAULT).redirected(options.files()::of),
                clock,
                new SecureRandom(),
                profile.agent().pushName());
        var _ = device.account()
                .thenAccept(account -> account.map(LinkedAccount::jid).ifPresent(news::belongsTo));
    }

    private static LineLimits line(DriveOptions options) {
        var usual = LineLimits.DEFAULT;
        return options.wants(DriveOptions.Wish.IMPATIENT)
                ? new LineLimits(
                        usual.greeting(),
                        usual.answer(),
                        usual.stuck(),
                        IMPATIENT_PING,
                        IMPATIENT_PONG,
                        usual.stanzas())
                : usual;
    }

    static DriveDevice open(DriveOptions options, JsonLines out) throws MalformedProfile, MasterKeyTrouble {
        var profile = ClientProfile.of(options.profile());
        return new DriveDevice(options, profile, DriveStore.open(options.store()), out);
    }

    private void happened(DeviceEvent event, DeviceNews news, DriveOptions options) {
        news.happened(event);
        if (event instanceof LinkEvent.HandedOver && options.wants(DriveOptions.Wish.ONLINE)) {
            sayPresent();
        }
    }

    private void sayPresent() {
        var presence = Node.tag("presence")
                .attribute("type", "available")
                .attribute("name", profiles.current().agent().pushName())
                .build();
        var _ = device.present(true);
        var _ = device.speak(line -> {
            line.send(presence);
            return presence;
        });
    }

    ClientVersion version() {
        return profiles.current().version();
    }

    /// Whom the device belongs to; who was logged out belongs to nobody, as with other clients.
    Optional<LinkedAccount> account() throws Exception {
        return device.status() instanceof DeviceStatus.LoggedOut
                ? Optional.empty()
                : device.account().get();
    }

    /// What it can do with messages, files, groups and people.
    Map<String, Talk.Command> talking() {
        return talking;
    }

    /// Begins to connect and does not wait for it.
    void dial() {
        phase.begin();
        var _ = start().exceptionally(failed -> {
            phase.enter(Phase.Name.CLOSED, CommandLoop.reason(failed));
            return null;
        });
    }

    /// Who was logged out is a new device from then on, as with other clients.
    private CompletableFuture<Void> start() {
        return device.status() instanceof DeviceStatus.LoggedOut ? device.linkAnew() : device.start();
    }

    /// Connects; returns when logged in or when there is something to scan.
    void connect() throws Exception {
        phase.begin();
        try {
            start().get();
        } catch (ExecutionException refused) {
            phase.enter(Phase.Name.CLOSED, CommandLoop.reason(refused));
            throw refused;
        }
        phase.await(EnumSet.of(Phase.Name.LINKABLE, Phase.Name.OPEN));
    }

    void disconnect() throws Exception {
        device.stop().get();
        phase.await(EnumSet.of(Phase.Name.CLOSED));
    }

    void reconnect() throws Exception {
        disconnect();
        connect();
    }

    void logOut() throws Exception {
        device.logOut().get();
        phase.await(EnumSet.of(Phase.Name.CLOSED));
    }

    /// The code to type on the phone of this number.
    PairingCode askForCode(Jid phone, Optional<PairingCode> wish) throws Exception {
        connect();
        return device.linkByCode(phone, wish).get();
    }

    void send(Node stanza) throws Exception {
        device.speak(line -> {
                    line.send(stanza);
                    return stanza;
                })
                .get();
    }

    Node query(Node stanza, Duration patience) throws Exception {
        return device.ask(new HandMadeQuery(stanza)).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        engine.close();
        transport.close();
        timers.close();
        store.close();
    }
}
