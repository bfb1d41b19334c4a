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
import io.wigwag.storage.document.DocumentStore;
import io.wigwag.storage.document.Tenant;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A gateway that runs: its parts, wired by constructors in the order in which they need each other, stopped in the
/// reverse one.
public final class Gateway implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final GatewayConfig config;
    private final HttpServer server;
    private final Optional<ApiKey> firstKey;
    private final AtomicBoolean draining;

    private Gateway(GatewayConfig config, HttpServer server, Optional<ApiKey> firstKey, AtomicBoolean draining) {
        this.config = config;
        this.server = server;
        this.firstKey = firstKey;
        this.draining = draining;
    }

    /// Starts on a store that is open and has declared [IdentityStore#schemas]; it stays its opener's to close.
    public static Gateway start(GatewayConfig config, DocumentStore store, SecureRandom random, InstantSource clock)
            throws IOException {
        LOG.atInfo().addKeyValue("settings", config.effective()).log("starting");
        var draining = new AtomicBoolean();
        var started = new AtomicBoolean();
        var metrics = new Metrics(BuildFacts.CURRENT);
        var identities = new IdentityStore(store, random, clock);
        var firstKey = identities.begin();

        var probes = new Probes(List.of(storeAnswers(store)), started::get, draining::get);
        var routes = new ArrayList<Route<?, ?>>(IdentityRoutes.all());
        routes.addAll(probes.routes());
        routes.add(metrics.route());
        var http = config.http();
        var service = HttpParts.service(routes, new KeyGate(identities), metrics, random, http.requests());
        var server = HttpServer.open(
                new InetSocketAddress(http.bind(), http.port()),
                HttpLimits.DEFAULT.withConnections(http.connections()),
                service,
                clock);
        metrics.gauge("wigwag.http.connections", "Connections that are open", server::connections);
        started.set(true);
        LOG.atInfo().addKeyValue("address", server.address()).log("listening");
        return new Gateway(config, server, firstKey, draining);
    }

    private static Check storeAnswers(DocumentStore store) {
        return new Check("store", () -> {
            var _ = store.tallies(Tenant.SYSTEM).read(List.of("probe"));
            return Optional.empty();
        });
    }

    public InetSocketAddress address() {
        return server.address();
    }

    /// The key that this start made, to be shown to the operator this once.
    public Optional<ApiKey> firstKey() {
        return firstKey;
    }

    /// Tells probes that no more should come, lets what was begun end, and stops.
    @Override
    public void close() {
        draining.set(true);
        try {
            server.stop(config.http().grace());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            server.close();
        }
    }
}
