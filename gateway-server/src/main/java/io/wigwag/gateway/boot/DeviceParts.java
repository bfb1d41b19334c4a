package io.wigwag.gateway.boot;

import io.wigwag.core.crypto.InvalidKey;
import io.wigwag.core.crypto.PublicKey;
import io.wigwag.core.device.DeviceEngine;
import io.wigwag.core.device.EnginePorts;
import io.wigwag.core.device.EngineSettings;
import io.wigwag.core.device.SystemTimers;
import io.wigwag.core.login.ClientProfiles;
import io.wigwag.core.login.MalformedProfile;
import io.wigwag.core.login.OfficialPage;
import io.wigwag.core.netty.MediaHttpLimits;
import io.wigwag.core.netty.NettyTransport;
import io.wigwag.core.netty.TransportLimits;
import io.wigwag.core.noise.TrustRoot;
import io.wigwag.core.octets.Octets;
import io.wigwag.core.port.Endpoint;
import io.wigwag.core.port.MediaHttp;
import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.device.DeviceBook;
import io.wigwag.gateway.device.DeviceDesk;
import io.wigwag.gateway.device.DeviceRoutes;
import io.wigwag.gateway.device.Fleet;
import io.wigwag.gateway.device.HookRoutes;
import io.wigwag.gateway.device.LinkDesk;
import io.wigwag.gateway.device.LinkRoutes;
import io.wigwag.gateway.device.TenantDevices;
import io.wigwag.gateway.egress.EgressClient;
import io.wigwag.gateway.egress.EgressLimits;
import io.wigwag.gateway.event.EventRoutes;
import io.wigwag.gateway.event.Events;
import io.wigwag.gateway.event.Happening;
import io.wigwag.gateway.http.json.Shapes;
import io.wigwag.gateway.http.list.Cursors;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.identity.SortableIds;
import io.wigwag.gateway.message.FileDesk;
import io.wigwag.gateway.message.Files;
import io.wigwag.gateway.message.MessageBook;
import io.wigwag.gateway.message.MessageDesk;
import io.wigwag.gateway.message.MessageRoutes;
import io.wigwag.gateway.message.WebPages;
import io.wigwag.gateway.observe.Metrics;
import io.wigwag.gateway.webhook.Patience;
import io.wigwag.gateway.webhook.Webhooks;
import io.wigwag.storage.engine.DeviceStates;
import io.wigwag.storage.expiry.ExpirySweep;
import io.wigwag.storage.lease.Heartbeat;
import io.wigwag.storage.lease.Leases;
import io.wigwag.storage.seal.KeyScope;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything about devices, put together: the engine, the fleet, their events and where those are sent.
final class DeviceParts implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// What other processes may take to write an event. They would be fenced out before they take longer.
    private static final Duration SETTLING = Duration.ofSeconds(2);
    private static final EgressLimits WEBHOOKS = new EgressLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30), 64 << 10, 0, Set.of(80, 443));

    private static final EgressLimits FILES = new EgressLimits(
            Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMinutes(5), Files.LARGEST, 5, Set.of(80, 443));

    private final SystemTimers timers = new SystemTimers();
    private final NettyTransport transport;
    private final Events events;
    private final Webhooks webhooks;
    private final Fleet fleet;
    private final DeviceBook book;
    private final DeviceDesk desk;
    private final MessageDesk messages;
    private final LinkDesk links;
    private final Cursors cursors;
    private final Optional<Heartbeat> heartbeat;
    private final Upkeep upkeep;
    private final ProfileWatch profileWatch;

    DeviceParts(GatewayConfig config, OpenStore open, Metrics metrics, SecureRandom random, InstantSource clock)
            throws IOException {
        var store = open.store();
        transport = transport(config.whatsapp());
        var membership = open.membership();
        var settling = open.isAlone() ? Duration.ZERO : SETTLING;
        events = new Events(
                store,
                membership,
                clock,
                random,
                new Events.Rules(config.events().kept(), settling));
        var ids = new SortableIds(clock, random);
        book = new DeviceBook(store, clock, ids);
        var leases = new Leases(store, membership, Set.of());
        var memories =
                new TenantDevices(tenant -> new DeviceStates(store, tenant, leases, open.hashes(), open.witness()));
        var profiles = profiles(config.client(), clock);
        profileWatch = new ProfileWatch(profiles, config.client(), timers);
        var engine = new DeviceEngine(
                settings(config.whatsapp()), new EnginePorts(transport, memories, profiles, timers, clock, random));
        var egress = EgressClient.standard(
                config.egress().allowed(), WEBHOOKS.withPorts(config.egress().ports()));
        var files = new Files(
                files(config.whatsapp()),
                egress.within(FILES.withPorts(config.egress().ports())),
                Files.folder(config.store().folder()),
                clock,
                random);
        var pages = new WebPages(egress, config.egress().ports());
        var messageBook = new MessageBook(store);
        messages = new MessageDesk(
                messageBook,
                open.hashes(),
                new FileDesk(messageBook, files, ids, pages, clock),
                new MessageMeters(metrics),
                timers,
                clock,
                ids,
                random);
        fleet = new Fleet(engine, memories, book, events, messages, timers, clock);
        webhooks = new Webhooks(
                store,
                membership,
                events,
                Patience.of(config.events().patience()),
                new Webhooks.World(egress, timers, clock, random),
                (tenant, device, why) -> fleet.tell(tenant, device, WebhookDisabled.happening(why)));
        desk = new DeviceDesk(book, fleet, events, webhooks, open.shredding(clock));
        links = new LinkDesk(book, fleet, clock);
        cursors = new Cursors(Octets.wrap((open.hashes().value(KeyScope.SYSTEM, "cursors", "one")
                        + open.hashes().value(KeyScope.SYSTEM, "cursors", "two"))
                .getBytes(StandardCharsets.US_ASCII)));
        heartbeat = open.isAlone()
                ? Optional.empty()
                : Optional.of(Heartbeat.start(membership, OpenStore.PATIENCE, _ -> fleet.serve()));
        upkeep = new Upkeep(new ExpirySweep(store, OpenStore.schemas(), clock, 1_000), timers);
    }

    /// What is told when a receiver is given up.
    record WebhookDisabled(String reason) {
        static Happening happening(String reason) {
            var shape = Shapes.standard().of(WebhookDisabled.class);
            return Happening.of("device.webhook_disabled", shape, new WebhookDisabled(reason));
        }
    }

    /// Nobody asks WhatsApp's page for its version unless the operator says so.
    private ClientProfiles profiles(GatewayConfig.Client client, InstantSource clock) throws IOException {
        try {
            return client.ask()
                    ? new ClientProfiles(
                            client.profile(), clock, new OfficialPage(transport.media(MediaHttpLimits.DEFAULT)))
                    : new ClientProfiles(client.profile(), clock);
        } catch (MalformedProfile changed) {
            throw new IOException("client.file: " + changed.getMessage(), changed);
        }
    }

    /// A sandbox's certificate is its own; it proves itself by its Noise key all the same.
    private static NettyTransport transport(GatewayConfig.Whatsapp whatsapp) {
        var threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        return whatsapp.url().isPresent()
                ? NettyTransport.takingAnyCertificate(TransportLimits.DEFAULT, threads)
                : new NettyTransport(TransportLimits.DEFAULT, threads);
    }

    /// A sandbox keeps files where it chats.
    private MediaHttp files(GatewayConfig.Whatsapp whatsapp) {
        var http = transport.media(MediaHttpLimits.DEFAULT);
        return whatsapp.url()
                .map(chat -> http.redirected(request -> beside(chat, request)))
                .orElse(http);
    }

    private static URI beside(URI chat, URI request) {
        var scheme = "wss".equals(chat.getScheme()) ? "https://" : "http://";
        var query = request.getRawQuery() == null ? "" : "?" + request.getRawQuery();
        return URI.create(scheme + chat.getRawAuthority() + request.getRawPath() + query);
    }

    private static EngineSettings settings(GatewayConfig.Whatsapp whatsapp) {
        if (whatsapp.url().isEmpty() || whatsapp.root().isEmpty()) {
            return EngineSettings.DEFAULT;
        }
        try {
            return EngineSettings.DEFAULT.towards(
                    new Endpoint(whatsapp.url().get(), Map.of(), Optional.empty()),
                    new TrustRoot(PublicKey.of(whatsapp.root().get()), 0));
        } catch (InvalidKey impossible) {
            throw new IllegalArgumentException("whatsapp.root: not a key", impossible);
        }
    }

    List<Route<?, ?>> routes() {
        var routes = new ArrayList<Route<?, ?>>();
        routes.addAll(new DeviceRoutes(desk, cursors).all());
        routes.addAll(new LinkRoutes(links).all());
        routes.addAll(new MessageRoutes(messages, fleet, cursors).all());
        routes.addAll(new HookRoutes(book, webhooks).all());
        routes.addAll(new EventRoutes(events, HEARTBEAT).all());
        return routes;
    }

    Fleet fleet() {
        return fleet;
    }

    /// Goes on with everything that an earlier process has left.
    void begin() throws InterruptedException {
        upkeep.begin();
        profileWatch.begin();
        desk.finishRemovals();
        fleet.serve();
        webhooks.serve();
    }

    /// Deliveries first, since they need devices to tell of failures; then the devices, and at last what carried them.
    /// The heart beats until nothing is leased any more.
    @Override
    public void close() {
        Closing.inTurn(
                upkeep::close,
                profileWatch::close,
                webhooks::close,
                fleet::close,
                () -> heartbeat.ifPresent(Heartbeat::close),
                transport::close,
                timers::close);
    }
}
