package io.wigwag.sandbox;

import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.octets.Octets;
import io.wigwag.sandbox.admin.AdminApi;
import io.wigwag.sandbox.admin.Inside;
import io.wigwag.sandbox.admin.LiveSettings;
import io.wigwag.sandbox.admin.Whereabouts;
import io.wigwag.sandbox.appstate.AppState;
import io.wigwag.sandbox.appstate.AppStateSection;
import io.wigwag.sandbox.channel.ChannelSection;
import io.wigwag.sandbox.channel.Channels;
import io.wigwag.sandbox.clock.RunSection;
import io.wigwag.sandbox.clock.SandboxClock;
import io.wigwag.sandbox.clock.SeededRandom;
import io.wigwag.sandbox.clock.WorldLoop;
import io.wigwag.sandbox.fault.Faults;
import io.wigwag.sandbox.fault.HandshakeFaults;
import io.wigwag.sandbox.fault.StanzaFaults;
import io.wigwag.sandbox.group.GroupSection;
import io.wigwag.sandbox.http.Reply;
import io.wigwag.sandbox.http.Router;
import io.wigwag.sandbox.identity.NoiseIdentity;
import io.wigwag.sandbox.identity.TlsAuthority;
import io.wigwag.sandbox.identity.TlsIdentity;
import io.wigwag.sandbox.keys.Keys;
import io.wigwag.sandbox.media.Blobs;
import io.wigwag.sandbox.media.MediaAuth;
import io.wigwag.sandbox.media.MediaConn;
import io.wigwag.sandbox.media.MediaHost;
import io.wigwag.sandbox.media.Pieces;
import io.wigwag.sandbox.media.Shelf;
import io.wigwag.sandbox.message.Traffic;
import io.wigwag.sandbox.netty.Doors;
import io.wigwag.sandbox.netty.Listener;
import io.wigwag.sandbox.passkey.Passkeys;
import io.wigwag.sandbox.people.People;
import io.wigwag.sandbox.people.TokenPasses;
import io.wigwag.sandbox.people.TokensInHistory;
import io.wigwag.sandbox.phone.BlobUploads;
import io.wigwag.sandbox.phone.Phones;
import io.wigwag.sandbox.server.Departures;
import io.wigwag.sandbox.server.Exchange;
import io.wigwag.sandbox.server.Feature;
import io.wigwag.sandbox.server.GraphQueries;
import io.wigwag.sandbox.server.PlainAnswers;
import io.wigwag.sandbox.state.Ledger;
import io.wigwag.sandbox.state.Snapshots;
import io.wigwag.sandbox.trace.Trace;
import io.wigwag.sandbox.watch.EventLog;
import io.wigwag.sandbox.world.AccountSection;
import io.wigwag.sandbox.world.AcquaintanceSection;
import io.wigwag.sandbox.world.KeptWorld;
import io.wigwag.sandbox.world.PreKeySection;
import io.wigwag.sandbox.world.QueueSection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A simulated WhatsApp that listens: `try (var sandbox = Sandbox.start()) { ... }`.
public final class Sandbox implements AutoCloseable {
    private static final long LARGEST_BODY = 2L << 30;

    private final SandboxSettings settings;
    private final SandboxClock clock;
    private final EventLog events;
    private final WorldLoop loop;
    private final Exchange exchange;
    private final People people;
    private final Phones phones;
    private final Passkeys passkeys;
    private final Traffic traffic;
    private final Channels channels;
    private final Faults faults;
    private final AppState appState;
    private final Trace trace;
    private final NoiseIdentity noise;
    private final TlsIdentity tls;
    private final ExecutorService http = Executors.newVirtualThreadPerTaskExecutor();
    private final Listener listener;
    private final Blobs blobs;
    private final Pieces pieces;
    private final MediaAuth mediaAuth;
    private Optional<Path> authority = Optional.empty();
    private final Ledger ledger;

    private Sandbox(SandboxSettings settings) throws IOException, GeneralSecurityException {
        this.settings = settings;
        var random = new SeededRandom(settings.seed());
        clock = SandboxClock.system();
        events = new EventLog(clock);
        loop = new WorldLoop(clock);
        exchange = new Exchange(loop, clock, random, settings, events);
        exchange.add(new PlainAnswers());
        exchange.add(new Keys(exchange));
        traffic = new Traffic(exchange);
        channels = Channels.addTo(exchange, traffic.messages());
        appState = new AppState(exchange);
        exchange.add(appState);
        phones = new Phones(exchange, traffic, appState);
        exchange.add(phones);
        passkeys = new Passkeys(exchange);
        exchange.add(passkeys);
        faults = new Faults(clock, loop, events, settings.seed());
        trace = new Trace(clock, () -> settings.traceKept);
        exchange.add(trace);
        exchange.add(new StanzaFaults(exchange, faults));
        exchange.addGate(new HandshakeFaults(faults));
        noise = new NoiseIdentity(random, clock);
        var signer = TlsAuthority.generate(InstantSource.system());
        var shelf = settings.data()
                .map(data -> Shelf.lasting(data.resolve("media")))
                .orElseGet(Shelf::temporary);
        blobs = new Blobs(clock, () -> settings.mediaLife, shelf);
        phones.uploads(new BlobUploads(blobs));
        pieces = new Pieces(shelf);
        mediaAuth = new MediaAuth(random);
        people = People.addTo(exchange, blobs);
        people.pictures().groups(new GroupPictures(traffic.groups()));
        phones.add(new TokensInHistory(exchange.accounts(), people));
        phones.passes(new TokenPasses(clock, people));
        exchange.add(new GraphQueries(exchange));
        exchange.add(new MediaConn(settings, mediaAuth));
        ledger = settings.data().isPresent() ? Ledger.in(settings.data().get()) : Ledger.none();
        var live = new LiveSettings(settings);
        keepWorld(signer, random, live);
        tls = signer.identity(settings.bind(), settings.tlsNames(), InstantSource.system());
        var media = new MediaHost(blobs, pieces, mediaAuth, settings, events);
        var router = new Router();
        router.route("GET", "/", (_, _) -> Reply.text(200, "Wigwag sandbox: a simulated WhatsApp. See /admin/info.\n"));
        var inside = new Inside(
                settings,
                live,
                exchange,
                people,
                phones,
                appState,
                passkeys,
                traffic.assembly(),
                channels,
                trace,
                faults,
                blobs,
                noise,
                tls,
                ledger,
                Snapshots.of(ledger, settings.data()),
                clock.realInstant());
        new AdminApi(inside).enter(router, this::whereabouts);
        media.enter(router);
        var doors = new Doors(exchange, noise, random, router, http, LARGEST_BODY, media::cutShort, faults);
        try {
            listener = Listener.open(doors, tls, settings.bind(), settings.port(), settings.plainPort());
        } catch (IOException | RuntimeException unheard) {
            // A port that is taken: nothing of a sandbox that never was may stay behind.
            loop.close();
            http.close();
            ledger.close();
            blobs.close();
            throw unheard;
        }
    }

    /// What there was in the data folder is there again, and from now on nothing leaves before it is kept.
    private void keepWorld(TlsAuthority signer, SeededRandom random, LiveSettings live) throws IOException {
        var accounts = exchange.accounts();
        var runs = new RunSection(random);
        ledger.add(runs);
        ledger.add(noise);
        ledger.add(signer);
        live.keptIn(ledger);
        ledger.add(new AccountSection(accounts));
        ledger.add(new PreKeySection(accounts));
        ledger.add(new QueueSection(accounts));
        people.keptIn(ledger);
        traffic.presences().keptIn(ledger);
        blobs.keptIn(ledger, loop);
        exchange.add(new Departures(ledger));
        phones.keptIn(ledger);
        passkeys.keptIn(ledger);
        ledger.add(new AppStateSection(appState, accounts));
        appState.keptBy(key -> ledger.touch(AppStateSection.NAME, key));
        ledger.add(new AcquaintanceSection(exchange.acquaintances(), accounts));
        exchange.acquaintances().keptBy(account -> ledger.touch(AcquaintanceSection.NAME, account.number()));
        ledger.add(new GroupSection(traffic.groups(), accounts));
        traffic.groups().keptBy(group -> ledger.touch(GroupSection.NAME, group.toString()));
        ledger.add(new ChannelSection(channels, accounts));
        channels.keptBy(channel -> ledger.touch(ChannelSection.NAME, channel.toString()));
        noise.keptBy(() -> ledger.touchAll(noise));
        accounts.keptBy(new KeptWorld(ledger));
        ledger.restore();
        if (ledger.isLasting()) {
            runs.begin(ledger);
            blobs.tidy();
            ledger.touchAll(noise);
            ledger.touchAll(signer);
            ledger.commit();
            exchange.startIdsAt(clock.instant().toEpochMilli());
            loop.execute(() -> {
                loop.commitBefore(ledger::commit);
                exchange.forEach(Feature::restored);
            });
        }
    }

    /// On free ports of the loopback, all in memory.
    public static Sandbox start() throws IOException, GeneralSecurityException {
        return start(SandboxSettings.builder().plainPort(0).build());
    }

    public static Sandbox start(SandboxSettings settings) throws IOException, GeneralSecurityException {
        return new Sandbox(settings);
    }

    /// Where clients connect, over TLS.
    public String chatUrl() {
        return "wss://" + settings.bind() + ":" + listener.port() + "/ws/chat";
    }

    /// Where clients connect without TLS, if that is open.
    public Optional<String> plainChatUrl() {
        return listener.plainPort().map(port -> "ws://" + settings.bind() + ":" + port + "/ws/chat");
    }

    /// All addresses, and what a client needs to believe this server.
    public Whereabouts whereabouts() {
        var host = settings.bind() + ":" + listener.port();
        return new Whereabouts(
                chatUrl(),
                "https://" + host + "/admin",
                settings.mediaHost().orElse(host),
                Octets.wrap(noiseRoot().raw()).toHex(),
                authorityFile().toString(),
                listener.plainPort()
                        .map(port -> settings.bind() + ":" + port)
                        .map(open ->
                                new Whereabouts.Plain("ws://" + open + "/ws/chat", "http://" + open + "/admin", open)));
    }

    /// The certificate authority as a file, for programs that trust files; it goes with the sandbox.
    public Path authorityFile() {
        synchronized (tls) {
            var known = authority.orElseGet(this::writeAuthority);
            authority = Optional.of(known);
            return known;
        }
    }

    private Path writeAuthority() {
        try {
            return Files.write(Files.createTempFile("wigwag-sandbox-ca-", ".pem"), tls.pem());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public int port() {
        return listener.port();
    }

    public Optional<Integer> plainPort() {
        return listener.plainPort();
    }

    /// The key that clients check the server's certificates against.
    public PublicKey noiseRoot() {
        return noise.root();
    }

    public TlsIdentity tls() {
        return tls;
    }

    public SandboxClock clock() {
        return clock;
    }

    public EventLog events() {
        return events;
    }

    /// What was said on every connection. It belongs to the world's thread, as the exchange.
    public Trace trace() {
        return trace;
    }

    /// The world as those see it who look at it, copy it or keep it; of the world's thread.
    public Ledger ledger() {
        return ledger;
    }

    /// What is to go wrong.
    public Faults faults() {
        return faults;
    }

    /// What clients have uploaded.
    public Blobs blobs() {
        return blobs;
    }

    /// The words that uploads need.
    public MediaAuth mediaAuth() {
        return mediaAuth;
    }

    /// The world behind the port. Its methods belong to the world's thread: `sandbox.exchange().loop().call(...)`.
    public Exchange exchange() {
        return exchange;
    }

    /// What is kept about accounts beside their devices; of the world's thread, too.
    public People people() {
        return people;
    }

    /// The phones and personas. Methods of theirs that don't say otherwise belong to the world's thread, too.
    public Phones phones() {
        return phones;
    }

    /// Who is asked for a passkey; of the world's thread.
    public Passkeys passkeys() {
        return passkeys;
    }

    /// Channels and who follows them; on the world's thread.
    public Channels channels() {
        return channels;
    }

    /// Everything that people send each other; on the world's thread.
    public Traffic traffic() {
        return traffic;
    }

    /// The collections of all accounts; of the world's thread, too.
    public AppState appState() {
        return appState;
    }

    @Override
    public void close() {
        listener.stopListening();
        loop.execute(exchange::shutDown);
        loop.close();
        // Whoever still waits for something waits in vain.
        http.shutdownNow();
        http.close();
        listener.close();
        try {
            if (authority.isPresent()) {
                Files.deleteIfExists(authority.get());
            }
            ledger.close();
            pieces.clear();
            blobs.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
