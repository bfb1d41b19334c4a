package io.wigwag.gateway.boot;

import io.wigwag.gateway.config.GatewayConfig;
import io.wigwag.gateway.http.netty.HttpLimits;
import io.wigwag.gateway.http.netty.HttpServer;
import io.wigwag.gateway.http.route.Route;
import io.wigwag.gateway.identity.ApiKey;
import io.wigwag.gateway.identity.IdentityRoutes;
import io.wigwag.gateway.identity.IdentityStore;
import io.wigwag.gateway.identity.KeyGate;
import io.wigwag.gateway.observe.BuildFacts;
import io.wigwag.gateway.observe.Check;
import io.wigwag.gateway.observe.Metrics;
import io.wigwag.gateway.observe.Probes;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.migration.NewerStore;
import io.wigwag.storage.seal.master.MasterKeyTrouble;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway that runs: its parts, wired by constructors in the order in which they need each other, stopped in the
/// reverse one.
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final List<String> STATES = List.of("online", "syncing", "connecting", "pairing", "backing_off");

    private final GatewayConfig config;
    private final OpenStore open;
    private final DeviceParts devices;
    private final HttpServer server;
    private final Optional<ApiKey> firstKey;
    private final AtomicBoolean draining;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Gateway(
            GatewayConfig config,
            OpenStore open,
            DeviceParts devices,
            HttpServer server,
            Optional<ApiKey> firstKey,
            AtomicBoolean draining) {
        this.config = config;
        this.open = open;
        this.devices = devices;
        this.server = server;
        this.firstKey = firstKey;
        this.draining = draining;
    }

    /// Where a gateway gets what is not in its configuration.
    ///
    /// @param environment where master keys are named
    public record World(Map<String, String> environment, SecureRandom random, InstantSource clock) {
        public World {
            environment = Map.copyOf(environment);
        }

        public static World ofProcess() {
            return new World(System.getenv(), new SecureRandom(), InstantSource.system());
        }
    }

    /// Opens the store and starts. Returns when requests are answered; devices come up after that.
    ///
    /// @param keeper is given the first key before it is stored, so that a crash never leaves one that nobody has
    public static Gateway start(GatewayConfig config, World world, IdentityStore.Keeper keeper)
            throws IOException, MasterKeyTrouble, NewerStore, InterruptedException {
        LOG.atInfo().addKeyValue("settings", config.effective()).log("starting");
        var open = OpenStore.open(config.store(), world.environment(), world.random(), world.clock());
        try {
            var identities = new IdentityStore(open.store(), world.random(), world.clock());
            var firstKey = identities.begin(keeper);
            var metrics = new Metrics(BuildFacts.CURRENT);
            var devices = new DeviceParts(config, open, metrics, world.random(), world.clock());
            try {
                return serve(config, world, open, devices, identities, metrics, firstKey);
            } catch (RuntimeException | IOException | InterruptedException failed) {
                devices.close();
                throw failed;
            }
        } catch (RuntimeException | IOException | InterruptedException failed) {
            open.close();
            throw failed;
        }
    }

    private static Gateway serve(
            GatewayConfig config,
            World world,
            OpenStore open,
            DeviceParts devices,
            IdentityStore identities,
            Metrics metrics,
            Optional<ApiKey> firstKey)
            throws IOException, InterruptedException {
        var draining = new AtomicBoolean();
        var started = new AtomicBoolean();
        var member = isMember(open);
        var probes = new Probes(List.of(member), List.of(storeAnswers(open), member), started::get, draining::get);
        var routes = new ArrayList<Route<?, ?>>(IdentityRoutes.all());
        routes.addAll(devices.routes());
        routes.addAll(probes.routes());
        routes.add(metrics.route());
        var http = config.http();
        var service = HttpParts.service(routes, new KeyGate(identities), metrics, world.random(), http.requests());
        var server = HttpServer.open(
                new InetSocketAddress(http.bind(), http.port()),
                HttpLimits.DEFAULT.withConnections(http.connections()),
                service,
                world.clock());
        metrics.gauge("wigwag.http.connections", "Connections that are open", server::connections);
        for (var state : STATES) {
            var name = "wigwag.devices." + state.replace('_', '.');
            metrics.gauge(
                    name, "Devices that are " + state, () -> devices.fleet().count(state));
        }
        var gateway = new Gateway(config, open, devices, server, firstKey, draining);
        try {
            devices.begin();
        } catch (RuntimeException | InterruptedException failed) {
            server.close();
            throw failed;
        }
        started.set(true);
        LOG.atInfo().addKeyValue("address", server.address()).log("listening");
        return gateway;
    }

    private static Check storeAnswers(OpenStore open) {
        return new Check("store", () -> {
            var _ = open.store().tallies(Tenant.SYSTEM).read(List.of("probe"));
            return Optional.empty();
        });
    }

    /// Who could not tell the others in time that it is there has lost its devices to them, and gets them back as
    /// another process only.
    private static Check isMember(OpenStore open) {
        return new Check(
                "membership",
                () -> open.membership().isCertain()
                        ? Optional.empty()
                        : Optional.of("lost; this process is to be restarted"));
    }

    public InetSocketAddress address() {
        return server.address();
    }

    /// The key that this start made, to be shown to the operator this once.
    public Optional<ApiKey> firstKey() {
        return firstKey;
    }

    /// The file of a master key that this start made: without it nothing in the store can be read.
    public Optional<Path> madeKey() {
        return open.madeKey();
    }

    /// Tells probes that no more should come, lets what was begun end, gives all devices back, and leaves the store.
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        draining.set(true);
        LOG.atInfo().log("stopping");
        Closing.inTurn(this::stopServing, devices::close, open::close);
        LOG.atInfo().log("stopped");
    }

    private void stopServing() {
        try {
            server.stop(config.http().grace());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            server.close();
        }
    }
}
